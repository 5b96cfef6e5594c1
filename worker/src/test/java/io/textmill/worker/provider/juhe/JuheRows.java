package io.textmill.worker.provider.juhe;

import io.textmill.sandbox.provider.Fault;
import io.textmill.worker.provider.TableRow;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of {@link JuheTable}, each code in its new and its old form. */
public final class JuheRows {
    private JuheRows() {}

    public static Stream<TableRow> all() {
        return JuheTable.ROWS.stream()
                .flatMap(row -> IntStream.of(row.code(), row.old())
                        .filter(code -> code != 0)
                        .mapToObj(code -> new TableRow(
                                "Juhe " + code,
                                Fault.code(Integer.toString(code)),
                                row.meaning(),
                                JuheTable.charged(row, JuheSettings.Charging.UNKNOWN))));
    }
}
