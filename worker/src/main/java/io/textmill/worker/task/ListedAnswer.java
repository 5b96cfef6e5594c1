package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads names with their values outside of JSON: lines {@code name: value}, a Markdown or HTML table, an element for each
 * name. Only values whose end is marked are read: {@code score: 0.8} may be the beginning of 0.85.
 */
final class ListedAnswer {
    /** A longer answer is prose. */
    private static final int LONGEST = 600;

    private static final Pattern RULE = Pattern.compile("[-:|\\s]*-[-:|\\s]*");
    private static final Pattern ELEMENT = Pattern.compile("<(\\p{L}{1,20})>([^<>]{0,200})</\\1>");
    private static final Pattern PAIR = Pattern.compile("([^:：=]{1,60})[:：=]\\s*(.+)");
    private static final Pattern END_OF_PAIR = Pattern.compile("[\\n;；，、]|,(?!\\d)");

    /** Behind a number only a full stop that cannot be its decimal point: {@code 0.} may be the beginning of 0.8. */
    private static final Pattern CLOSED = Pattern.compile("(?s).*(?:\\d\\.\\d+\\.|[^\\d.+-])");

    private static final String AROUND = "*_`\"'“”‘’()（）•.。!！";

    private ListedAnswer() {}

    /** The ways in which the answer can be read as such a list; none when it is no list, or may be cut off. */
    static List<ObjectNode> readings(String answer) {
        String text = SpokenAnswer.withoutFence(answer);
        if (text.length() > LONGEST) {
            return List.of();
        }
        if (!Html.isIn(text)) {
            return text.contains("|") ? ofTable(text) : ofLines(text);
        }
        if (!Html.isBalanced(text)) {
            return List.of();
        }
        String plain = Html.withoutTags(text).strip();
        return Stream.of(ofElements(text), plain.contains("|") ? ofTable(plain) : ofLines(plain + "\n."))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ObjectNode> ofElements(String text) {
        List<List<String>> pairs = new ArrayList<>();
        Matcher element = ELEMENT.matcher(text);
        while (element.find()) {
            pairs.add(List.of(element.group(1), element.group(2)));
        }
        return readings(pairs);
    }

    private static List<ObjectNode> ofLines(String text) {
        List<List<String>> pairs = new ArrayList<>();
        for (String piece : END_OF_PAIR.split(text, -1)) {
            Matcher pair = PAIR.matcher(piece);
            if (pair.matches()) {
                pairs.add(List.of(pair.group(1), pair.group(2)));
            } else if (!SpokenAnswer.without(AROUND, piece).isEmpty()) {
                return List.of();
            }
        }
        return CLOSED.matcher(text).matches() ? readings(pairs) : List.of();
    }

    /** A name and a value in each row, with or without a heading; or all names in one row, and the values in the next. */
    private static List<ObjectNode> ofTable(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String line :
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            if (line.length() < 2 || !line.startsWith("|") || !line.endsWith("|")) {
                return List.of();
            }
            if (!RULE.matcher(line).matches()) {
                rows.add(Arrays.stream(line.split("\\|", -1))
                        .filter(cell -> !cell.isBlank())
                        .toList());
            }
        }
        if (rows.size() < 2) {
            return List.of();
        }
        List<List<String>> columns = new ArrayList<>();
        if (rows.size() == 2 && rows.get(0).size() == rows.get(1).size()) {
            for (int i = 0; i < rows.get(0).size(); i++) {
                columns.add(List.of(rows.get(0).get(i), rows.get(1).get(i)));
            }
        }
        return Stream.of(rows, rows.subList(1, rows.size()), columns)
                .map(ListedAnswer::readings)
                .flatMap(List::stream)
                .toList();
    }

    private static List<ObjectNode> readings(List<List<String>> pairs) {
        ObjectNode read = object(pairs);
        return read == null ? List.of() : List.of(read);
    }

    /** Null when they are no pairs, or a name comes twice. */
    private static @Nullable ObjectNode object(List<List<String>> pairs) {
        ObjectNode read = Json.MAPPER.createObjectNode();
        for (List<String> pair : pairs) {
            String name = pair.size() == 2 ? SpokenAnswer.without(AROUND + "-", pair.getFirst()) : "";
            if (name.isEmpty() || read.has(name)) {
                return null;
            }
            read.put(name, SpokenAnswer.without(AROUND, pair.getLast()));
        }
        return read.isEmpty() ? null : read;
    }
}
