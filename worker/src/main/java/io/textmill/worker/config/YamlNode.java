package io.textmill.worker.config;

import java.util.Map;

/** A piece of the file, with the line where it begins. */
sealed interface YamlNode {
    int line();

    /** What it is, for messages. */
    String kind();

    /** A section, in the file's order. */
    record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a section";
        }
    }

    /** A list; no key takes one, so its items are not kept. */
    record Sequence(int line) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A value as it is written; {@code string} unless YAML reads it as a number or a boolean. */
    record Scalar(String text, boolean string, int line) implements YamlNode {
        @Override
        public String kind() {
            return string
                    ? "text"
                    : "the " + (text.equals("true") || text.equals("false") ? "boolean " : "number ") + text;
        }
    }

    /** A key without a value. */
    record Nothing(int line) implements YamlNode {
        @Override
        public String kind() {
            return "empty";
        }
    }
}
