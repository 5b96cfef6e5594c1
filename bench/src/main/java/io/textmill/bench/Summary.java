package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run came to.
 *
 * @param jobs records published
 * @param succeeded results that carry an answer
 * @param failed results that say failed or expired
 * @param deadLettered dead letters
 * @param duplicates results and dead letters beyond one for each record
 * @param missing records without the result or dead letter they are owed
 * @param perProvider both sides' counts by provider
 * @param differences between the worker's books and the providers'
 * @param values checked against the schemas: how many, and how many were valid
 * @param problems whatever else is wrong, in one line each
 * @param seconds from the start of the program
 */
record Summary(
        int jobs,
        int succeeded,
        int failed,
        int deadLettered,
        int duplicates,
        int missing,
        Map<String, PerProvider> perProvider,
        List<String> differences,
        Checked values,
        List<String> problems,
        double seconds) {

    /**
     * One provider's counts.
     *
     * @param worker what the worker recorded
     * @param ledger what the provider's books say
     */
    record PerProvider(Books worker, Books ledger) {}

    /**
     * How many results were held against the schema.
     *
     * @param checked all of them
     * @param valid those that it accepts
     */
    record Checked(int checked, int valid) {}

    Summary {
        perProvider = Map.copyOf(perProvider);
        differences = List.copyOf(differences);
        problems = List.copyOf(problems);
    }

    static Summary of(Tally tally, Map<String, Books> ledgers, ContractCheck check, double seconds) {
        Map<String, Books> worker = Books.ofCalls(tally.calls());
        var providers = new TreeSet<>(worker.keySet());
        providers.addAll(ledgers.keySet());
        var perProvider = new TreeMap<String, PerProvider>();
        for (String provider : providers) {
            perProvider.put(
                    provider,
                    new PerProvider(
                            worker.getOrDefault(provider, Books.EMPTY), ledgers.getOrDefault(provider, Books.EMPTY)));
        }
        var problems = new ArrayList<>(tally.problems());
        problems.addAll(check.violations());
        return new Summary(
                tally.jobs(),
                tally.succeeded(),
                tally.failed(),
                tally.deadLettered(),
                tally.duplicates(),
                tally.missing(),
                perProvider,
                Comparison.differences(worker, ledgers),
                new Checked(check.resultsChecked(), check.resultsValid()),
                problems,
                seconds);
    }

    boolean ledgerMatches() {
        return differences.isEmpty();
    }

    /** Whether everything held that must hold. */
    boolean passed() {
        return jobs > 0
                && missing == 0
                && duplicates == 0
                && ledgerMatches()
                && values.valid() == values.checked()
                && problems.isEmpty();
    }

    String json() {
        ObjectNode json = Json.PRETTY.createObjectNode();
        json.put("passed", passed());
        json.put("jobs", jobs);
        json.put("succeeded", succeeded);
        json.put("failed", failed);
        json.put("deadLettered", deadLettered);
        json.put("duplicates", duplicates);
        json.put("missing", missing);
        ObjectNode providers = json.putObject("perProvider");
        new TreeMap<>(perProvider)
                .forEach((provider, counts) -> providers
                        .putObject(provider)
                        .put("calls", counts.worker().calls())
                        .put("charged", counts.worker().charged())
                        .put("unknown", counts.worker().unknown())
                        .put("ledgerCalls", counts.ledger().calls())
                        .put("ledgerCharged", counts.ledger().charged()));
        json.put("ledgerMatches", ledgerMatches());
        json.put("resultsChecked", values.checked());
        json.put("resultsValid", values.valid());
        var found = json.putArray("problems");
        differences.forEach(found::add);
        problems.forEach(found::add);
        json.put("seconds", seconds);
        return Json.PRETTY.writeValueAsString(json) + "\n";
    }
}
