package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The careful lenient reader that the messy forms are made for: puts the last balanced object right, then reads it. */
final class LenientJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String source;
    private int at;
    private final StringBuilder out = new StringBuilder();

    private LenientJson(String source, int at) {
        this.source = source;
        this.at = at;
    }

    /** The last object of the reply that can be read. */
    static Optional<JsonNode> lastIn(String reply) {
        List<JsonNode> found = new ArrayList<>();
        int from = reply.indexOf('{');
        while (from >= 0) {
            LenientJson reader = new LenientJson(reply, from);
            if (reader.put()) {
                found.add(JSON.readTree(reader.out.toString()));
                from = reply.indexOf('{', reader.at);
            } else {
                from = -1;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    private boolean put() {
        int depth = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"' || c == '\'' || c == '“') {
                string(c == '“' ? '”' : c);
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (Character.isLetter(c) && isKey()) {
                int end = at;
                while (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_') {
                    end++;
                }
                out.append('"').append(source, at, end).append('"');
                at = end;
                continue;
            }
            dropCommaBefore(c);
            out.append(c == '：' ? ':' : c == '，' ? ',' : c);
            at++;
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isKey() {
        int end = at;
        while (end < source.length() && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_')) {
            end++;
        }
        return end < source.length() && source.charAt(end) == ':';
    }

    private void dropCommaBefore(char c) {
        String soFar = out.toString().stripTrailing();
        if ((c == '}' || c == ']') && soFar.endsWith(",")) {
            out.setLength(soFar.length() - 1);
        }
    }

    private void string(char closing) {
        out.append('"');
        for (at++; source.charAt(at) != closing; at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                out.append(c).append(source.charAt(++at));
            } else {
                out.append(c == '\n' ? "\\n" : c == '"' ? "\\\"" : String.valueOf(c));
            }
        }
        out.append('"');
        at++;
    }
}
