package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON that an instruction shows as the form of the answer. Not quite JSON: a value may be a range such as
 * {@code -1..1}.
 */
record Template(Map<String, Value> values) {

    /**
     * One value of a template.
     *
     * @param scalar the words of the value, or of a list's first element
     * @param list whether it stands in brackets
     * @param values those of an object, or of a list's first element
     */
    record Value(String scalar, boolean list, Map<String, Value> values) {}

    /** The first balanced object of the instruction. */
    static Optional<Template> firstIn(String instruction) {
        for (int at = instruction.indexOf('{'); at >= 0; at = instruction.indexOf('{', at + 1)) {
            Map<String, Value> values = new Reader(instruction, at).object();
            if (!values.isEmpty()) {
                return Optional.of(new Template(values));
            }
        }
        return Optional.empty();
    }

    /** Whether it wants a sentiment: a label, and not as a mere string to extract. */
    boolean asksForLabel() {
        Value label = values.get("label");
        return label != null && !label.list() && label.scalar().contains("|");
    }

    String scalar(String key) {
        Value value = values.get(key);
        return value == null ? "" : value.scalar();
    }

    List<String> keysOf(String key) {
        Value value = values.get(key);
        return value == null ? List.of() : List.copyOf(value.values().keySet());
    }

    /** Reads one object; gives an empty map where it is none. */
    private static final class Reader {

        /** A template has aspects, or objects in objects; deeper nesting is no template. */
        private static final int DEEPEST = 4;

        private final String source;
        private int at;
        private int depth;

        Reader(String source, int at) {
            this.source = source;
            this.at = at;
        }

        Map<String, Value> object() {
            Map<String, Value> values = new LinkedHashMap<>();
            at++;
            depth++;
            while (skipTo() != '}') {
                if (peek() != '"' || depth > DEEPEST) {
                    return Map.of();
                }
                String key = string();
                if (skipTo() != ':') {
                    return Map.of();
                }
                at++;
                values.put(key, value());
                char next = skipTo();
                if (next == ',') {
                    at++;
                } else if (next != '}') {
                    return Map.of();
                }
            }
            at++;
            depth--;
            return values;
        }

        private Value value() {
            return switch (skipTo()) {
                case '"' -> new Value(string(), false, Map.of());
                case '{' -> new Value("", false, object());
                case '[' -> list();
                default -> new Value(bare(), false, Map.of());
            };
        }

        private Value list() {
            at++;
            List<String> elements = new ArrayList<>();
            Map<String, Value> first = Map.of();
            while (skipTo() != ']' && peek() != '\0') {
                if (peek() == '"') {
                    elements.add(string());
                } else if (peek() == '{') {
                    Map<String, Value> values = object();
                    first = first.isEmpty() ? values : first;
                } else if (peek() == ',') {
                    at++;
                } else {
                    elements.add(bare());
                }
            }
            at++;
            return new Value(elements.isEmpty() ? "" : elements.getFirst(), true, first);
        }

        private String string() {
            StringBuilder text = new StringBuilder();
            for (at++; at < source.length() && peek() != '"'; at++) {
                if (peek() == '\\') {
                    at++;
                }
                text.append(peek());
            }
            at++;
            return text.toString();
        }

        private String bare() {
            int from = at;
            do {
                at++;
            } while (peek() != '\0' && ",}]".indexOf(peek()) < 0);
            return source.substring(from, Math.min(at, source.length())).strip();
        }

        private char skipTo() {
            while (Character.isWhitespace(peek())) {
                at++;
            }
            return peek();
        }

        private char peek() {
            return at < source.length() ? source.charAt(at) : '\0';
        }
    }
}
