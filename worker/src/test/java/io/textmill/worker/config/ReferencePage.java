package io.textmill.worker.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders the declared keys as {@code docs/configuration.md}. */
final class ReferencePage {
    private static final String HEAD = """
        # Configuration

        One YAML file. A worker reads it once at its start, tells everything that is wrong with it at once, and does
        not start then. This page is generated from the program's own declarations; the worker's jar holds a
        [complete example](../worker/src/main/resources/io/textmill/worker/textmill.example.yaml).

        - A key that is not known is an error, as is one that stands twice.
        - `${NAME}` in a value is replaced from the environment; a variable that is not set is an error.
          `${NAME:-default}` gives a default, `$${` stands for the characters `${`. Credentials belong there: one that
          stands in the file itself is accepted with a warning.
        - Durations are written `250ms`, `10s`, `2m`, `24h`, `7d`. Text that YAML would read as a number needs quotes.
        - Wherever a value is shown, in an error, in the log or as the effective configuration, secrets are masked.
        - Bounds are checked against each other: a provider's `timeout` is below `engine.drain`, that is at most half
          of the consumer's poll interval (300 s), `engine.commitGap` is below the transaction timeout (15 s), and
          `retry.backoff` is at most `retry.maxBackoff`.
        """;

    private ReferencePage() {}

    static String of(List<Key> keys) {
        var page = new StringBuilder(HEAD);
        for (var section : List.of(
                "worker", "kafka", "tasks", "jobs", "engine", "journal", "admin", "log", "routes", "tenants", "caps")) {
            table(
                    page,
                    "`" + section + "`",
                    distinct(keys).stream()
                            .filter(key -> key.path().startsWith(section + "."))
                            .toList());
        }
        var providerKeys = distinct(keys).stream()
                .filter(key -> key.path().startsWith("providers."))
                .toList();
        var kinds = providerKeys.stream()
                .map(Key::variant)
                .filter(kind -> kind != null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var shared = shared(providerKeys, kinds.size());
        table(
                page,
                "`providers.<name>`, every kind",
                providerKeys.stream()
                        .filter(key -> shared.contains(withoutVariant(key)))
                        .map(ReferencePage::withoutVariant)
                        .distinct()
                        .toList());
        for (var kind : kinds) {
            table(
                    page,
                    "`providers.<name>` with `kind: " + kind + "`",
                    providerKeys.stream()
                            .filter(key -> kind.equals(key.variant()) && !shared.contains(withoutVariant(key)))
                            .toList());
        }
        return page.toString();
    }

    /** The first declaration of each key: further providers of a kind declare it again. */
    private static List<Key> distinct(List<Key> keys) {
        var distinct = new LinkedHashMap<String, Key>();
        keys.forEach(key -> distinct.putIfAbsent(key.path() + " " + key.variant(), key));
        return List.copyOf(distinct.values());
    }

    /** The keys that all kinds declare alike. */
    private static Set<Key> shared(List<Key> keys, int kinds) {
        return keys.stream()
                .collect(Collectors.groupingBy(ReferencePage::withoutVariant, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(group -> group.getValue().size() == kinds
                        || group.getValue().getFirst().variant() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Key withoutVariant(Key key) {
        return new Key(key.path(), null, key.type(), key.fallback(), key.allowed(), key.doc());
    }

    private static void table(StringBuilder page, String title, List<Key> keys) {
        page.append("\n## ").append(title).append("\n\n");
        page.append("| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n");
        for (var key : keys) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(key.path(), key.type(), fallback(key), key.allowed(), key.doc()));
        }
    }

    private static String fallback(Key key) {
        var fallback = key.fallback();
        if (fallback == null) {
            return "**required**";
        }
        return fallback.isEmpty() ? "none" : fallback.contains(" ") ? fallback : "`" + fallback + "`";
    }
}
