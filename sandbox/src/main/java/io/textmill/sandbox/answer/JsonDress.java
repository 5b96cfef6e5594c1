package io.textmill.sandbox.answer;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A way to write a JSON value down, right or nearly right.
 *
 * @param quotes the opening and the closing mark of a string
 * @param colon between key and value
 * @param comma between elements
 * @param bareKeys keys without marks
 * @param trailingComma a comma after the last element of an object
 * @param rawNewlines line breaks inside strings as they are
 */
record JsonDress(
        String quotes, String colon, String comma, boolean bareKeys, boolean trailingComma, boolean rawNewlines) {

    /** Proper JSON on one line. */
    static final JsonDress NEAT = new JsonDress("\"\"", ":", ",", false, false, false);

    static final JsonDress SMART = new JsonDress("“”", ": ", ", ", false, false, false);
    static final JsonDress SINGLE = new JsonDress("''", ": ", ", ", false, false, false);
    static final JsonDress FULL_WIDTH = new JsonDress("\"\"", "：", "，", false, false, false);
    static final JsonDress BARE_KEYS = new JsonDress("\"\"", ": ", ", ", true, false, false);
    static final JsonDress TRAILING_COMMA = new JsonDress("\"\"", ": ", ", ", false, true, false);
    static final JsonDress RAW_NEWLINES = new JsonDress("\"\"", ": ", ", ", false, false, true);

    String write(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            out.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> entries =
                            node.properties().iterator();
                    entries.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = entries.next();
                if (bareKeys) {
                    out.append(entry.getKey());
                } else {
                    writeString(entry.getKey(), out);
                }
                out.append(colon);
                write(entry.getValue(), out);
                out.append(entries.hasNext() || trailingComma ? comma : "");
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : comma);
                write(node.get(i), out);
            }
            out.append(']');
        } else if (node.isString()) {
            writeString(node.stringValue(), out);
        } else {
            out.append(node);
        }
    }

    private void writeString(String value, StringBuilder out) {
        out.append(quotes.charAt(0));
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append(quotes.charAt(0) == '"' ? "\\\"" : "\"");
                case '\n' -> out.append(rawNewlines ? "\n" : "\\n");
                case '\r' -> out.append(rawNewlines ? "\r" : "\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append(quotes.charAt(1));
    }
}
