package io.textmill.worker.provider.openai;

import io.textmill.sandbox.provider.Fault;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.TableRow;
import java.util.stream.Stream;

/** The rows of {@link OpenAiTable}. A status that a row leaves open is one that means something else by itself. */
public final class OpenAiRows {
    /** Invalid by itself. */
    private static final int TEAPOT = 418;

    /** Transient by itself. */
    private static final int BAD_GATEWAY = 502;

    private OpenAiRows() {}

    public static Stream<TableRow> all() {
        return OpenAiTable.ROWS.stream().map(OpenAiRows::row);
    }

    private static TableRow row(OpenAiTable.Row row) {
        String body = """
            {"error": {"code": "%s", "type": "%s", "message": "%s.", "param": null}}\
            """.formatted(row.code(), row.type(), row.message());
        int another = row.meaning() == Meaning.INVALID ? BAD_GATEWAY : TEAPOT;
        return new TableRow(
                "%s %s %s %s".formatted(row.server(), row.code(), row.type(), row.message()),
                Fault.status(row.status() == 0 ? another : row.status(), body),
                row.meaning(),
                row.charged(),
                row.server() == OpenAiTable.Server.DASHSCOPE ? "dashscope.aliyuncs.com" : "");
    }
}
