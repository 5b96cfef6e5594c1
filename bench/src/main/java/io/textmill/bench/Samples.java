package io.textmill.bench;

import io.textmill.contract.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The project's own sample jobs, and records that are broken on purpose.
 *
 * <p>{@code samples.jsonl}: each line is the value of a job's record. {@code broken.jsonl}: each line describes a
 * record: {@code task} (whose topic), {@code value} (its text) and {@code expect} (the error code). A broken record is
 * owed a result as well where its jobId stands in its text, however broken the rest is.
 */
final class Samples {
    private static final Pattern JOB_ID = Pattern.compile("\"jobId\"\\s*:\\s*\"([^\"]+)\"");

    private Samples() {}

    /** Samples and broken records, mixed as they would come. */
    static List<Input> all(ProviderSpread spread) {
        List<Input> good = new JobLines(spread).read("samples.jsonl", lines("samples.jsonl"));
        List<Input> broken = lines("broken.jsonl").stream().map(Samples::broken).toList();
        return mixed(good, broken);
    }

    /** The broken ones spread evenly among the good ones. */
    static List<Input> mixed(List<Input> good, List<Input> broken) {
        var mixed = new ArrayList<>(good);
        for (int i = 0; i < broken.size(); i++) {
            mixed.add((i + 1) * mixed.size() / (broken.size() + 1), broken.get(i));
        }
        return mixed;
    }

    static Input broken(String line) {
        JsonNode described = Json.MAPPER.readTree(line);
        String value = described.required("value").asString();
        Matcher jobId = JOB_ID.matcher(value);
        return new Input(
                Task.of(described.required("task").asString()),
                value.getBytes(StandardCharsets.UTF_8),
                jobId.find() ? jobId.group(1) : null,
                null,
                described.required("expect").asString());
    }

    private static List<String> lines(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
