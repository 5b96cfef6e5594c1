package io.textmill.contract;

import tools.jackson.databind.JsonNode;

/** How a refused value is shown to people: short, in one line, and never the text of a job. */
final class Shown {
    private static final int MAX_VALUE = 60;
    private static final int MAX_NAME = 40;
    private static final int MAX_PATH = 160;

    private Shown() {}

    /** A value of any field but {@code text}. */
    static String value(JsonNode node) {
        if (node.isString()) {
            return string(node.stringValue());
        }
        return node.isNumber() ? shorten(node.asString(), MAX_VALUE) : kind(node);
    }

    /** The value of {@code text}: only what it is and how long. */
    static String text(JsonNode node) {
        return node.isString() ? "a text of " + length(node.stringValue()) + " characters" : kind(node);
    }

    /** What a value is, without its content. */
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list of " + node.size();
            case OBJECT -> "an object of " + node.size();
            case NULL -> "null";
            case BOOLEAN -> node.asString();
            case STRING -> "a string";
            case NUMBER -> "a number";
            default -> "something else";
        };
    }

    /** The dotted path of a field inside an object; the path of the value as a whole is empty. */
    static String path(String parent, String name) {
        String shown = shorten(name, MAX_NAME);
        return shorten(parent.isEmpty() ? shown : parent + "." + shown, MAX_PATH);
    }

    /** The path of an element of a list. */
    static String path(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** How many characters, counted as JSON Schema counts them: in code points. */
    static int length(String string) {
        return string.codePointCount(0, string.length());
    }

    private static String string(String value) {
        int length = length(value);
        String quoted = '"' + value + '"';
        if (Shown.length(quoted) <= MAX_VALUE) {
            return shorten(quoted, MAX_VALUE);
        }
        String counted = " (" + length + " characters)";
        return '"' + shorten(value, MAX_VALUE - 2 - counted.length()) + '"' + counted;
    }

    /** At most so many characters, control characters and unpaired surrogates replaced. */
    private static String shorten(String value, int max) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
            if (++count > max) {
                shown.setLength(shown.offsetByCodePoints(shown.length(), -1));
                return shown.append('…').toString();
            }
            int c = value.codePointAt(at);
            boolean printable = !Character.isISOControl(c)
                    && Character.getType(c) != Character.SURROGATE
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
            shown.appendCodePoint(printable ? c : '\uFFFD');
        }
        return shown.toString();
    }
}
