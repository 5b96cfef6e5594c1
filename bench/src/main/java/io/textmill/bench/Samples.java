package io.textmill.bench;

import io.textmill.contract.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The project's own sample jobs, and records that are broken on purpose.
 *
 * <p>{@code samples.jsonl}: each line is the value of a job's record. {@code broken.jsonl}: each line describes a record:
 * {@code task} (whose topic), {@code value} (its text) or {@code base64} (its bytes), {@code error} (the expected code),
 * {@code jobId} where the worker can read it and so answers.
 */
final class Samples {
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
        byte[] value = described.has("base64")
                ? Base64.getDecoder().decode(described.get("base64").asString())
                : described.required("value").asString().getBytes(StandardCharsets.UTF_8);
        return new Input(
                Task.of(described.required("task").asString()),
                value,
                textOrNull(described.get("jobId")),
                null,
                described.required("error").asString());
    }

    private static @Nullable String textOrNull(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
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
