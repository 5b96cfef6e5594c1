package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The results as a person reads them: one row for each record, in the order of publishing. */
final class ResultTable {
    /** More rows than this say nothing more. */
    static final int MOST_ROWS = 120;

    /** A terminal of so many columns shows the longest numbers whole; elsewhere those of Juhe and JumData. */
    private static final int WIDE = 150;

    private static final String NONE = "–";

    private ResultTable() {}

    static List<String> lines(Tally tally, int terminalColumns) {
        var table = new Table(
                Table.Column.text("jobId", 24),
                Table.Column.text("task", 10),
                Table.Column.text("provider", 18),
                Table.Column.text("order_id/taskNo/id", terminalColumns < WIDE ? 24 : 40),
                Table.Column.rest("answer"),
                Table.Column.number("charged", 7),
                Table.Column.number("ms", 7));
        shown(tally).forEach(record -> addRow(table, record, tally));
        return table.lines(terminalColumns);
    }

    /** The first records; of the others those that have no answer. */
    private static List<Published> shown(Tally tally) {
        List<Published> all = tally.published();
        var shown = new ArrayList<>(all.subList(0, Math.min(MOST_ROWS, all.size())));
        all.stream()
                .skip(MOST_ROWS)
                .filter(record -> !isAnswered(tally.resultOf(record.input().jobId())))
                .limit(MOST_ROWS)
                .forEach(shown::add);
        return shown;
    }

    private static boolean isAnswered(@Nullable JsonNode result) {
        return result != null && result.path("status").asString("").equals("succeeded");
    }

    private static void addRow(Table table, Published record, Tally tally) {
        Input input = record.input();
        JsonNode result = tally.resultOf(input.jobId());
        String deadLetter = tally.deadLetterOf(record.origin());
        String name = input.jobId() == null ? NONE : input.jobId();
        if (result != null) {
            table.row(
                    name,
                    input.task().wireName(),
                    provider(result, input),
                    number(result),
                    answer(result),
                    result.path("usage").path("charged").asString("0"),
                    result.path("timings").path("totalMs").asString(""));
        } else {
            String fate = deadLetter == null ? "✗ no answer" : "✗ dead-lettered: " + deadLetter;
            table.row(name, input.task().wireName(), NONE, NONE, fate, "0", "");
        }
    }

    private static String provider(JsonNode result, Input input) {
        JsonNode last = lastCall(result);
        if (last != null) {
            return last.path("provider").asString("");
        }
        return input.provider() == null ? NONE : input.provider();
    }

    private static String number(JsonNode result) {
        if (result.has("order_id") || result.has("taskNo")) {
            return Books.idOf(result);
        }
        JsonNode last = lastCall(result);
        String id = last == null ? "" : Books.idOf(last);
        return id.isEmpty() ? NONE : id;
    }

    private static @Nullable JsonNode lastCall(JsonNode result) {
        JsonNode calls = result.path("calls");
        return calls.isEmpty() ? null : calls.get(calls.size() - 1);
    }

    /** The answer, or why there is none, in one line. */
    static String answer(JsonNode result) {
        if (result.has("summary")) {
            return result.get("summary").asString();
        }
        if (result.has("sentiment")) {
            return sentiment(result.get("sentiment"));
        }
        if (result.has("extraction")) {
            String fields = fields(result.get("extraction").path("fields"));
            return fields.isEmpty() ? "nothing found" : fields;
        }
        JsonNode error = result.path("error");
        return "✗ " + error.path("code").asString("?") + ": "
                + error.path("message").asString("");
    }

    private static String sentiment(JsonNode sentiment) {
        String whole = sentiment.path("label").asString("?") + " "
                + sentiment.path("score").asString("");
        String aspects = sentiment.path("aspects").properties().stream()
                .map(aspect -> aspect.getKey() + " " + aspect.getValue().asString(""))
                .collect(Collectors.joining(", "));
        return aspects.isEmpty() ? whole : whole + " (" + aspects + ")";
    }

    private static String fields(JsonNode fields) {
        return fields.properties().stream()
                .filter(field -> !isNothing(field.getValue()))
                .map(field -> field.getKey() + ": " + value(field.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isContainer() && value.isEmpty());
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(ResultTable::value)
                    .collect(Collectors.joining(", "));
        }
        return value.isValueNode() ? value.asString("") : value.toString();
    }
}
