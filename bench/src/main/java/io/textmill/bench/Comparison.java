package io.textmill.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the worker's books with the providers': charged calls, by number and by their ids. */
final class Comparison {
    /** Enough to start looking. */
    private static final int IDS_NAMED = 5;

    private Comparison() {}

    /** Every difference in one line; none when the books agree. */
    static List<String> differences(Map<String, Books> worker, Map<String, Books> ledgers) {
        var differences = new ArrayList<String>();
        var providers = new TreeSet<>(worker.keySet());
        providers.addAll(ledgers.keySet());
        for (String provider : providers) {
            Books ours = worker.getOrDefault(provider, Books.EMPTY);
            Books theirs = ledgers.getOrDefault(provider, Books.EMPTY);
            if (ours.charged() != theirs.charged()) {
                differences.add("%s charged %d calls, the worker recorded %d as charged and %d as unknown"
                        .formatted(provider, theirs.charged(), ours.charged(), ours.unknown()));
            }
            name(differences, provider + " charged, the worker does not say so", theirs, ours);
            name(differences, provider + " did not charge, the worker says so", ours, theirs);
            twice(differences, "the worker recorded more than once for " + provider, ours.chargedIds());
            twice(differences, provider + " gave to more than one call", theirs.chargedIds());
        }
        return differences;
    }

    private static void name(List<String> differences, String what, Books has, Books lacks) {
        var ids = new TreeSet<>(has.chargedIds());
        ids.removeAll(Set.copyOf(lacks.chargedIds()));
        add(differences, what, ids);
    }

    private static void twice(List<String> differences, String what, List<String> ids) {
        var seen = new TreeSet<String>();
        var again = new TreeSet<String>();
        ids.stream().filter(id -> !seen.add(id)).forEach(again::add);
        add(differences, what, again);
    }

    private static void add(List<String> differences, String what, Collection<String> ids) {
        if (!ids.isEmpty()) {
            String named = String.join(", ", ids.stream().limit(IDS_NAMED).toList());
            differences.add(what + ": " + ids.size() + " ids: " + named + (ids.size() > IDS_NAMED ? ", …" : ""));
        }
    }
}
