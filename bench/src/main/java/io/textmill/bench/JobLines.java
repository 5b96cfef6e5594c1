package io.textmill.bench;

import io.textmill.contract.Task;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads jobs from lines of JSON. A line is either a job as the contract has it ({@code jobId}, {@code task},
 * {@code text}, …) or a text with an {@code id} instead, whose other fields than {@code task}, {@code language},
 * {@code text} and {@code provider} are left out. Who names no provider gets one.
 */
final class JobLines {
    private static final List<String> KEPT_OF_A_TEXT = List.of("task", "language", "text", "provider");

    private final ProviderSpread spread;

    JobLines(ProviderSpread spread) {
        this.spread = spread;
    }

    /**
     * The jobs of a file's lines; blank lines are none.
     *
     * @param file its name, for messages
     * @throws Failed naming file, line and what is wrong
     */
    List<Input> read(String file, List<String> lines) {
        var jobs = new ArrayList<Input>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                jobs.add(job(file + ":" + (i + 1), lines.get(i)));
            }
        }
        return jobs;
    }

    private Input job(String place, String line) {
        ObjectNode job = jobOf(object(place, line));
        String text = job.path("text").asString("");
        if (!job.has("provider")) {
            job.put("provider", spread.next(text));
        }
        return new Input(
                task(place, job),
                Json.MAPPER.writeValueAsBytes(job),
                job.required("jobId").asString(),
                job.path("provider").asString(""),
                null);
    }

    private static ObjectNode jobOf(ObjectNode line) {
        if (line.has("jobId")) {
            return line;
        }
        ObjectNode job = Json.MAPPER.createObjectNode();
        job.set("jobId", line.required("id"));
        for (String field : KEPT_OF_A_TEXT) {
            if (line.has(field)) {
                job.set(field, line.get(field));
            }
        }
        return job;
    }

    private static ObjectNode object(String place, String line) {
        try {
            JsonNode node = Json.MAPPER.readTree(line);
            if (node instanceof ObjectNode object && (object.has("jobId") || object.has("id"))) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Failed(place + ": not JSON: " + e.getOriginalMessage(), e);
        }
        throw new Failed(place + ": not a JSON object with a jobId or an id");
    }

    private static Task task(String place, ObjectNode job) {
        try {
            return Task.of(job.path("task").asString(""));
        } catch (IllegalArgumentException e) {
            throw new Failed(place + ": " + e.getMessage(), e);
        }
    }
}
