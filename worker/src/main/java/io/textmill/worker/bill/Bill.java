package io.textmill.worker.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a provider says of calls.
 *
 * @param lines in the order of the file; the same number may come twice
 */
public record Bill(List<Line> lines) {
    private static final Set<String> YES = Set.of("", "true", "yes", "1", "y", "是");
    private static final Set<String> NO = Set.of("false", "no", "0", "n", "否");
    private static final Set<String> IDS = Set.of("id", "order_id", "orderid", "taskno", "task_no");
    private static final Set<String> FLAGS = Set.of("charged", "charge");

    public Bill {
        lines = List.copyOf(lines);
    }

    /**
     * One call.
     *
     * @param id the provider's number of it
     * @param charged whether it is charged
     */
    public record Line(String id, boolean charged) {}

    /**
     * Reads a CSV of number and flag. A first row with the names of columns says where they are; otherwise they are the
     * first and the second. A line without a flag is charged.
     *
     * @throws IllegalArgumentException when it is none; the message names the row
     */
    public static Bill parse(String csv) {
        List<List<String>> rows = Csv.rows(csv);
        int id = 0;
        int flag = 1;
        int first = 0;
        if (!rows.isEmpty() && rows.getFirst().stream().anyMatch(name -> IDS.contains(lower(name)))) {
            id = column(rows.getFirst(), IDS);
            flag = column(rows.getFirst(), FLAGS);
            first = 1;
        }
        var lines = new ArrayList<Line>();
        for (int row = first; row < rows.size(); row++) {
            lines.add(line(rows.get(row), id, flag, row + 1));
        }
        return new Bill(lines);
    }

    private static Line line(List<String> row, int id, int flag, int number) {
        String written = flag >= 0 && flag < row.size() ? lower(row.get(flag)) : "";
        if (id >= row.size() || row.get(id).isBlank()) {
            throw new IllegalArgumentException("row " + number + " has no number of a call");
        }
        if (!YES.contains(written) && !NO.contains(written)) {
            throw new IllegalArgumentException("row " + number + ": \"" + written + "\" is neither true nor false");
        }
        return new Line(row.get(id), YES.contains(written));
    }

    private static int column(List<String> names, Set<String> known) {
        for (int at = 0; at < names.size(); at++) {
            if (known.contains(lower(names.get(at)))) {
                return at;
            }
        }
        return -1;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
