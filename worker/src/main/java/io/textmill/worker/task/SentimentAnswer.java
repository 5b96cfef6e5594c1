package io.textmill.worker.task;

import io.textmill.contract.JobResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer as a judgement: a JSON object, or the label alone. */
record SentimentAnswer(Labels labels, List<String> aspects) {
    private static final Set<String> NOT_FOUND = Set.of(
            "",
            "null",
            "none",
            "n/a",
            "na",
            "unknown",
            "not mentioned",
            "unmentioned",
            "无",
            "没有",
            "未提及",
            "未提到",
            "不适用",
            "未知");

    Reading<JobResult.Sentiment> read(String answer, String source) {
        JsonScan scan = JsonScan.of(answer);
        if (!scan.roots().isEmpty() || scan.cutOff()) {
            return JsonAnswer.read(scan, answer, source, this::shape);
        }
        if (SpokenAnswer.isRefusal(answer, source)) {
            return Reading.refused("a refusal in words");
        }
        String label = aspects.isEmpty() ? labels.spoken(answer) : null;
        return label == null
                ? Reading.refused(answer.isBlank() ? "an empty answer" : "neither JSON nor one of the labels")
                : Reading.right(new JobResult.Sentiment(label, Labels.usualScore(label), Map.of()));
    }

    private Reading<JobResult.Sentiment> shape(ObjectNode object) {
        JsonNode named = first(object, "label", "sentiment", "情感", "标签");
        String label = named != null && named.isString() ? labels.match(named.asString()) : null;
        if (label == null) {
            return Reading.refused("a label that is not one of the job's");
        }
        JsonNode given = first(object, "score", "得分", "分数");
        double score = Labels.usualScore(label);
        if (given != null && !given.isNull()) {
            BigDecimal number = number(given);
            if (number == null || number.abs().compareTo(BigDecimal.ONE) > 0) {
                return Reading.refused("a score that is no number from -1 to 1");
            }
            score = number.doubleValue();
        }
        if (Labels.contradicts(label, score)) {
            return Reading.refused("a score that contradicts the label");
        }
        Map<String, String> judged = aspects(object);
        return judged == null
                ? Reading.refused("an aspect's label that is not one of the job's")
                : Reading.right(new JobResult.Sentiment(label, score, judged));
    }

    private static @Nullable JsonNode first(ObjectNode object, String... names) {
        for (String name : names) {
            JsonNode node = Json.property(object, name);
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        try {
            return node.isString() ? new BigDecimal(Plain.of(node.asString())) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** The aspects that were asked for and found; null when one has a label that is none. */
    private @Nullable Map<String, String> aspects(ObjectNode object) {
        ObjectNode given = Json.property(object, "aspects") instanceof ObjectNode inner ? inner : object;
        Map<String, String> judged = new HashMap<>();
        for (String aspect : aspects) {
            JsonNode node = Json.property(given, aspect);
            JsonNode value = node instanceof ObjectNode inner ? Json.property(inner, "label") : node;
            if (value == null || value.isNull()) {
                continue;
            }
            String word = value.asString("");
            String label = labels.match(word);
            if (label != null) {
                judged.put(aspect, label);
            } else if (!value.isString() || !NOT_FOUND.contains(Plain.key(word))) {
                return null;
            }
        }
        return judged;
    }
}
