package io.textmill.worker.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all sections of one file share while it is read. */
final class Binding {
    final Problems problems;
    final Map<String, String> environment;
    /** Every key that was declared, in order. */
    final List<Key> keys = new ArrayList<>();
    /** What holds, by path, in the order of declaration, secrets masked. */
    final Map<String, String> effective = new LinkedHashMap<>();
    /** Paths of secrets that stand in the file itself. */
    final List<String> literalSecrets = new ArrayList<>();

    Binding(Problems problems, Map<String, String> environment) {
        this.problems = problems;
        this.environment = environment;
    }
}
