package io.textmill.bench.answers;

import io.textmill.bench.Input;
import io.textmill.bench.Json;
import io.textmill.contract.Task;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job about a text, with options that a publisher could want.
 *
 * @param task what is asked
 * @param job the value of its record
 */
record Asked(Task task, ObjectNode job) {
    /** Some of each option, none at all among them. */
    private static final List<String> SUMMARIZE = List.of("""
        {}\
        """, """
        {"maxCharacters": 60}\
        """, """
        {"style": "bullets", "maxCharacters": 240}\
        """, """
        {"maxCharacters": 120, "focus": "results"}\
        """, """
        {"style": "bullets", "maxCharacters": 80}\
        """);

    private static final List<String> SENTIMENT = List.of("""
        {}\
        """, """
        {"aspects": ["price", "service", "服务", "价格"]}\
        """, """
        {"labels": ["positive", "negative"]}\
        """, """
        {"labels": ["正面", "负面", "中性"], "aspects": ["房间"]}\
        """, """
        {"labels": ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]}\
        """);

    private static final List<String> EXTRACTION = List.of("""
        {}\
        """, """
        {"fields": [{"name": "organization", "many": true}, {"name": "first date", "type": "date"}]}\
        """, """
        {"fields": [{"name": "keyword", "many": true, "description": "technical terms"},
          {"name": "percentage", "type": "number"}]}\
        """, """
        {"schema": {"type": "object", "properties": {
          "person": {"type": "array", "items": {"type": "string"}}, "number": {"type": "number"}}}}\
        """);

    /** A job for each text, the providers in turn. */
    static List<Asked> of(List<Text> texts, List<String> providers, boolean plain) {
        var asked = new ArrayList<Asked>();
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            ObjectNode job = Json.MAPPER.createObjectNode();
            job.put("jobId", text.id());
            job.put("task", text.task().wireName());
            job.put("language", text.language());
            job.put("text", text.text());
            job.put("provider", providers.get(i % providers.size()));
            List<String> options = options(text.task());
            if (!plain) {
                // Not in step with the providers.
                String chosen = options.get(i / providers.size() % options.size());
                job.set("options", Json.MAPPER.readTree(chosen));
            }
            asked.add(new Asked(text.task(), job));
        }
        return asked;
    }

    private static List<String> options(Task task) {
        return switch (task) {
            case SUMMARIZE -> SUMMARIZE;
            case SENTIMENT -> SENTIMENT;
            case EXTRACTION -> EXTRACTION;
        };
    }

    String jobId() {
        return job.path("jobId").asString();
    }

    String text() {
        return job.path("text").asString();
    }

    JsonNode options() {
        return job.path("options");
    }

    /** Its record. */
    Input input() {
        return new Input(
                task,
                Json.MAPPER.writeValueAsBytes(job),
                jobId(),
                job.path("provider").asString(),
                null);
    }
}
