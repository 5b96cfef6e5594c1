package io.textmill.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a job of a JSON object, or refuses it. */
final class JobReader {
    static final Rule NAME = Rule.name(128);

    private static final Rule METADATA_KEY = new Rule(
            key -> !key.isEmpty() && Shown.length(key) <= 128, "at most 50 entries, each key of 1 to 128 characters");
    private static final Rule METADATA_VALUE =
            new Rule(value -> Shown.length(value) <= 1024, "a string of at most 1024 characters");
    private static final Rule PROVIDER = Rule.pattern(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
            "a configured provider's name: 1 to 64 ASCII letters, digits, dots, hyphens or underscores");
    private static final Rule LANGUAGE = Rule.pattern(
            "(?=.{2,35}\\z)([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})(-[A-Za-z]{4})?"
                    + "(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
                    + "(-[0-9A-WYZa-wyz](-[A-Za-z0-9]{2,8})+)*(-[xX](-[A-Za-z0-9]{1,8})+)?",
            "a BCP 47 tag such as zh or en-GB");
    private static final Rule DEADLINE = Rule.pattern(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})",
            "an RFC 3339 instant such as 2026-11-20T09:30:00Z");

    private final Fields fields;
    private final Set<String> unknown = new TreeSet<>();

    JobReader(ObjectNode root) {
        this.fields = new Fields(root, "");
    }

    /** The job and the unknown fields beside it. */
    Decoded.Valid read(Task topicTask) {
        Job job = job(topicTask);
        unknown.addAll(fields.unknown());
        return new Decoded.Valid(job, unknown);
    }

    private Job job(Task topicTask) {
        String jobId = fields.string("jobId", NAME);
        Task task = task(topicTask);
        return new Job(
                jobId,
                task,
                text(),
                fields.optionalString("language", LANGUAGE),
                fields.optionalString("provider", PROVIDER),
                new OptionsReader(unknown).read(task, fields.optionalObject("options")),
                deadline(),
                fields.optionalString("tenant", NAME),
                Objects.requireNonNullElse(fields.optionalInteger("priority", 0, 9), Job.DEFAULT_PRIORITY),
                fields.optionalString("batchId", NAME),
                metadata());
    }

    private Task task(Task topicTask) {
        Task named = fields.optionalOneOf("task", Task.values(), Task::wireName);
        if (named != null && named != topicTask) {
            throw Refused.field(
                    "task", '"' + named.wireName() + '"', topicTask.wireName() + ", as the topic says, or nothing");
        }
        return topicTask;
    }

    private String text() {
        String allowed = "a text that is not blank";
        JsonNode node = fields.takeRequired("text", allowed);
        if (!node.isString() || !Rule.isNotBlank(node.stringValue())) {
            throw Refused.field("text", Shown.text(node), allowed);
        }
        return node.stringValue();
    }

    private @Nullable Instant deadline() {
        String written = fields.optionalString("deadline", DEADLINE);
        if (written == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(written.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException e) {
            throw Refused.field("deadline", '"' + written + '"', DEADLINE.words());
        }
    }

    private Map<String, String> metadata() {
        ObjectNode object = fields.optionalObject("metadata");
        if (object == null) {
            return Map.of();
        }
        if (object.size() > 50) {
            throw Refused.field("metadata", Shown.kind(object), METADATA_KEY.words());
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String path = fields.path("metadata");
            Fields.string(path, object.stringNode(entry.getKey()), METADATA_KEY);
            metadata.put(
                    entry.getKey(), Fields.string(Shown.path(path, entry.getKey()), entry.getValue(), METADATA_VALUE));
        }
        return metadata;
    }
}
