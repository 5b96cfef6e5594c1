package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for the terminal. Each column is as wide as its widest cell, up to its own limit; the one column without a
 * limit takes what the terminal has left.
 */
final class Table {
    /** Two blanks keep columns apart. */
    private static final String GAP = "  ";
    /** Below this the column without a limit says nothing; the table is then wider than the terminal. */
    private static final int LEAST_REST = 24;

    /**
     * A column.
     *
     * @param title its heading
     * @param limit its greatest width, or {@link #REST}
     * @param right whether its cells stand to the right, as numbers do
     */
    record Column(String title, int limit, boolean right) {
        /** The limit of the column that takes what is left. */
        static final int REST = 0;

        static Column text(String title, int limit) {
            return new Column(title, limit, false);
        }

        static Column number(String title, int limit) {
            return new Column(title, limit, true);
        }

        static Column rest(String title) {
            return new Column(title, REST, false);
        }

        private String cell(String text, int width) {
            String fitted = Columns.fit(text, width);
            return right ? Columns.padStart(fitted, width) : Columns.padEnd(fitted, width);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row, one cell for each column. */
    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells).stream().map(Columns::oneLine).toList());
        return this;
    }

    /** The lines of the table for a terminal of that width: the heading, a rule, the rows. */
    List<String> lines(int terminalColumns) {
        int[] widths = widths(terminalColumns);
        var lines = new ArrayList<String>();
        lines.add(line(columns.stream().map(Column::title).toList(), widths));
        lines.add(rule(widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths(int terminalColumns) {
        int[] widths = new int[columns.size()];
        int taken = GAP.length() * (columns.size() - 1);
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).limit() != Column.REST) {
                widths[i] = Math.min(widest(i), columns.get(i).limit());
                taken += widths[i];
            }
        }
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).limit() == Column.REST) {
                widths[i] = Math.min(widest(i), Math.max(LEAST_REST, terminalColumns - taken));
            }
        }
        return widths;
    }

    private int widest(int column) {
        int widest = Columns.of(columns.get(column).title());
        for (List<String> row : rows) {
            widest = Math.max(widest, Columns.of(row.get(column)));
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new ArrayList<String>();
        for (int i = 0; i < widths.length; i++) {
            line.add(columns.get(i).cell(cells.get(i), widths[i]));
        }
        return String.join(GAP, line).stripTrailing();
    }

    private static String rule(int[] widths) {
        var rules = new ArrayList<String>();
        for (int width : widths) {
            rules.add("─".repeat(width));
        }
        return String.join(GAP, rules);
    }
}
