package io.textmill.worker.bill;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them: fields may stand in quotes, a quote inside is doubled, lines end in any way.
 * Pure.
 */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /**
     * All rows that are not blank.
     *
     * @throws IllegalArgumentException when quotes do not end
     */
    static List<List<String>> rows(String text) {
        var csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        var rows = new ArrayList<List<String>>();
        while (csv.at < csv.text.length()) {
            List<String> row = csv.row();
            if (row.stream().anyMatch(field -> !field.isBlank())) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> row() {
        var row = new ArrayList<String>();
        do {
            row.add(text.startsWith("\"", at) ? quoted() : bare());
        } while (skip(','));
        // The end of the line, in whatever way it is written.
        boolean carriageReturn = skip('\r');
        if (!skip('\n') && !carriageReturn && at < text.length()) {
            throw new IllegalArgumentException("after a quote, only a comma or the end of the line may stand");
        }
        return row;
    }

    private String bare() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private String quoted() {
        var field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                field.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                field.append('"');
                at++;
            } else {
                at++;
                return field.toString().strip();
            }
        }
        throw new IllegalArgumentException("a quote does not end");
    }

    private boolean skip(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
