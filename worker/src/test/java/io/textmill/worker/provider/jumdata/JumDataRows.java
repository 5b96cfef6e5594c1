package io.textmill.worker.provider.jumdata;

import io.textmill.sandbox.provider.Fault;
import io.textmill.worker.provider.TableRow;
import java.util.stream.Stream;

/** The rows of {@link JumDataTable}. */
public final class JumDataRows {
    private JumDataRows() {}

    public static Stream<TableRow> all() {
        return JumDataTable.ROWS.stream()
                .map(row -> new TableRow(
                        "JumData " + row.code(),
                        Fault.code(Integer.toString(row.code())),
                        row.meaning(),
                        row.charged()));
    }
}
