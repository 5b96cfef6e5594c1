package io.textmill.bench.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What of a result its job's own options do not allow, beyond what the schema of all results says. */
final class OwnOptions {
    /** As the worker of this bench is configured. */
    private static final int MAX_CHARACTERS = 200;

    private static final List<String> LABELS = List.of("positive", "negative", "neutral", "mixed");
    private static final List<String> FIELDS = List.of("person", "organization", "location", "date");

    private OwnOptions() {}

    static List<String> flaws(Asked job, JsonNode result) {
        return switch (job.task()) {
            case SUMMARIZE -> summary(job.options(), result.path("summary").asString(""));
            case SENTIMENT -> sentiment(job.options(), result.path("sentiment"));
            case EXTRACTION -> extraction(job.options(), result.path("extraction"));
        };
    }

    private static List<String> summary(JsonNode options, String summary) {
        var flaws = new ArrayList<String>();
        int most = options.path("maxCharacters").asInt(MAX_CHARACTERS);
        if (summary.length() > most) {
            flaws.add(summary.length() + " characters, asked for " + most);
        }
        boolean bullets = options.path("style").asString("").equals("bullets");
        if (bullets && !summary.lines().allMatch(line -> line.startsWith("- "))) {
            flaws.add("no list: " + summary);
        }
        return flaws;
    }

    private static List<String> sentiment(JsonNode options, JsonNode sentiment) {
        var flaws = new ArrayList<String>();
        List<String> labels = strings(options.path("labels"), LABELS);
        List<String> aspects = strings(options.path("aspects"), List.of());
        if (!labels.contains(sentiment.path("label").asString(""))) {
            flaws.add("the label " + sentiment.path("label"));
        }
        for (var aspect : sentiment.path("aspects").properties()) {
            if (!aspects.contains(aspect.getKey())
                    || !labels.contains(aspect.getValue().asString(""))) {
                flaws.add("the aspect " + aspect);
            }
        }
        return flaws;
    }

    private static List<String> extraction(JsonNode options, JsonNode extraction) {
        var flaws = new ArrayList<String>();
        Set<String> names = new TreeSet<>(FIELDS);
        if (options.has("fields")) {
            names = new TreeSet<>(options.path("fields")
                    .valueStream()
                    .map(field -> field.path("name").asString())
                    .toList());
        } else if (options.has("schema")) {
            names = new TreeSet<>(options.path("schema").path("properties").propertyNames());
        }
        Set<String> given = new TreeSet<>(extraction.path("fields").propertyNames());
        if (!given.equals(names)) {
            flaws.add("the fields " + given);
        }
        for (JsonNode entity : extraction.path("entities")) {
            if (!names.contains(entity.path("type").asString(""))) {
                flaws.add("a value of " + entity.path("type"));
            }
        }
        return flaws;
    }

    private static List<String> strings(JsonNode list, List<String> otherwise) {
        return list.isArray() ? list.valueStream().map(JsonNode::asString).toList() : otherwise;
    }
}
