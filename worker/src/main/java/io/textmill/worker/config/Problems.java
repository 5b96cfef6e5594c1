package io.textmill.worker.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything found wrong so far, so that it can be told at once. */
final class Problems {
    private record Problem(int line, String text) {}

    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Remembers where a path stands in the file. */
    void place(String path, int line) {
        lines.put(path, line);
    }

    /** An error about that path; without a place of its own it is told at the section's. */
    void error(String path, String message) {
        broken.add(path);
        errorAt(lineOf(path), path + ": " + message);
    }

    /** An error at that line, or about the whole file at line 0. */
    void errorAt(int line, String message) {
        var oneLine = message.replaceAll("\\p{Cntrl}", " ");
        errors.add(new Problem(line, line == 0 ? oneLine : "line " + line + ": " + oneLine));
    }

    void warning(String path, String message) {
        warnings.add(path + ": " + message);
    }

    /** Whether these paths hold what the file says: a check over them would not judge a stand-in. */
    boolean sound(String... paths) {
        return Stream.of(paths).noneMatch(broken::contains);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfAny(String source) {
        if (!errors.isEmpty()) {
            throw new ConfigException(
                    source,
                    errors.stream()
                            .sorted(Comparator.comparingInt(Problem::line))
                            .map(Problem::text)
                            .toList());
        }
    }

    private int lineOf(String path) {
        for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }
}
