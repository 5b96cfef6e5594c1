package io.textmill.sandbox.answer;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer as models really write it, and what it says: a row of the table {@code malformed-answers.txt}.
 *
 * @param task whose answer it is
 * @param name what is odd about it
 * @param answer with {@link #PROMPT} in the place of the prompt
 * @param reading what it says beyond doubt; empty when it must be refused. A sentiment: the label, a space and the score;
 *     an extraction: the values as JSON; a summary: its text.
 */
public record MalformedAnswer(Task task, String name, String answer, Optional<String> reading) {
    /** Stands for the prompt that was sent, in answers that repeat it. */
    public static final String PROMPT = "<PROMPT>";

    private static final String TABLE = "malformed-answers.txt";
    private static final Pattern CASE = Pattern.compile("(?m)^=== ");
    private static final Pattern CHARACTER = Pattern.compile("<U\\+([0-9A-F]{4})>");

    private static final ExtractionOptions FIELDS = new ExtractionOptions(
            List.of(
                    field("person", ExtractionOptions.Type.STRING, true),
                    field("shop", ExtractionOptions.Type.STRING, false),
                    field("city", ExtractionOptions.Type.STRING, false),
                    field("staff", ExtractionOptions.Type.INTEGER, false)),
            null,
            null);

    /** All of the table, in its order. */
    public static List<MalformedAnswer> all() {
        List<MalformedAnswer> all = new ArrayList<>();
        CASE.splitAsStream(table()).skip(1).map(MalformedAnswer::parse).forEach(all::add);
        return all;
    }

    /** The job that all answers of that task answer. */
    public static Job job(Task task) {
        return switch (task) {
            case SENTIMENT -> Job.sentiment("1", "The room was clean and the staff were lovely.");
            case EXTRACTION ->
                Job.extraction("1", "Li Wei and O'Neil opened the shop \"Old Mill\" in Oslo with a staff of 12.")
                        .withOptions(FIELDS);
            case SUMMARIZE ->
                Job.summarize(
                        "1",
                        "It rained all day in Oslo. The river rose by two metres, and the old bridge was closed in the"
                                + " evening.");
        };
    }

    /** What a clean answer of that task says. */
    public static String usual(Task task) {
        return switch (task) {
            case SENTIMENT -> "positive 0.8";
            case EXTRACTION ->
                "{\"person\":[\"Li Wei\",\"O'Neil\"],\"shop\":\"Old Mill\",\"city\":\"Oslo\",\"staff\":12}";
            case SUMMARIZE -> "The river rose in Oslo, and the bridge was closed.";
        };
    }

    private static Field field(String name, ExtractionOptions.Type type, boolean many) {
        return new Field(name, type, null, List.of(), many, false);
    }

    private static MalformedAnswer parse(String row) {
        int lineEnd = row.indexOf('\n');
        String[] head = row.substring(0, lineEnd).split(" \\| ", 3);
        Task task = Task.valueOf(head[0].toUpperCase(Locale.ROOT));
        String answer = CHARACTER
                .matcher(row.substring(lineEnd + 1, row.length() - 1))
                .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
        return new MalformedAnswer(
                task,
                head[1],
                answer,
                switch (head[2]) {
                    case "right" -> Optional.of(usual(task));
                    case "refused" -> Optional.empty();
                    default -> Optional.of(head[2]);
                });
    }

    private static String table() {
        try (InputStream in = MalformedAnswer.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("no table " + TABLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE, e);
        }
    }

    @Override
    public String toString() {
        return task.wireName() + ": " + name;
    }
}
