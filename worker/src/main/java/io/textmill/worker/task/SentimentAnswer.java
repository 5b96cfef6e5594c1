package io.textmill.worker.task;

import io.textmill.contract.JobResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer as a judgement: a JSON object, or the label alone. */
record SentimentAnswer(Labels labels, List<String> aspects) {
    /** What models call the label, and the rest. */
    private static final List<String> LABEL = List.of("label", "sentiment", "情感", "标签", "情感倾向");

    private static final List<String> SCORE = List.of("score", "得分", "分数", "情感得分", "情感分数");
    private static final List<String> ASPECTS = List.of("aspects", "方面");
    private static final List<String> ASPECT = List.of("aspect", "name", "方面", "名称");

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
        return RawAnswer.plain(answer, source).then(plain -> readPlain(plain, source));
    }

    private Reading<JobResult.Sentiment> readPlain(String answer, String source) {
        JsonScan scan = JsonScan.of(answer);
        if (!scan.roots().isEmpty() || scan.cutOff()) {
            return JsonAnswer.read(scan, answer, source, this::shape);
        }
        if (SpokenAnswer.isRefusal(answer, source)) {
            return Reading.refused("a refusal in words");
        }
        String label = aspects.isEmpty() ? labels.spoken(answer) : null;
        if (label != null) {
            return Reading.right(new JobResult.Sentiment(label, Labels.usualScore(label), Map.of()));
        }
        List<JobResult.Sentiment> listed = ListedAnswer.readings(answer).stream()
                .flatMap(this::ofList)
                .distinct()
                .toList();
        return listed.size() == 1
                ? Reading.right(listed.getFirst())
                : Reading.refused(answer.isBlank() ? "an empty answer" : "neither JSON nor one of the labels");
    }

    /** A list has no end of its own: it is whole when it has all that was asked for, and nothing else. */
    private Stream<JobResult.Sentiment> ofList(ObjectNode listed) {
        boolean whole = listed.size() == 2 + aspects.size()
                && first(listed, SCORE) != null
                && aspects.stream().allMatch(aspect -> Json.property(listed, aspect) != null);
        return whole && shape(listed) instanceof Reading.Right<JobResult.Sentiment>(JobResult.Sentiment sentiment)
                ? Stream.of(sentiment)
                : Stream.empty();
    }

    private Reading<JobResult.Sentiment> shape(ObjectNode object) {
        List<String> named = LABEL.stream()
                .map(name -> Json.property(object, name))
                .filter(Objects::nonNull)
                .filter(node -> !node.isContainer())
                .map(node -> node.asString(""))
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return Reading.refused(JsonAnswer.UNRELATED);
        }
        if (named.size() == 1 && Plain.key(named.getFirst()).equals(Plain.key(String.join("|", labels.all())))) {
            return Reading.refused(JsonAnswer.TEMPLATE);
        }
        String label = named.size() == 1 ? labels.match(named.getFirst()) : null;
        if (label == null) {
            return Reading.refused("a label that is not one of the job's");
        }
        JsonNode given = first(object, SCORE);
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
                ? Reading.refused("an aspect without one of the job's labels")
                : Reading.right(new JobResult.Sentiment(label, score, judged));
    }

    private static @Nullable JsonNode first(ObjectNode object, List<String> names) {
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
        return node.isString() ? Numbers.parse(node.asString()) : null;
    }

    /** The aspects that were asked for and found; null when one of them has no label, or one that is none. */
    private @Nullable Map<String, String> aspects(ObjectNode object) {
        if (aspects.isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> given = given(object);
        if (given == null) {
            return null;
        }
        Map<String, String> judged = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : given.entrySet()) {
            JsonNode value = entry.getValue() instanceof ObjectNode inner ? first(inner, LABEL) : entry.getValue();
            if (value == null) {
                return null;
            }
            if (value.isNull()) {
                continue;
            }
            String word = value.asString("");
            String label = labels.match(word);
            if (label != null) {
                judged.put(entry.getKey(), label);
            } else if (!value.isString() || !NOT_FOUND.contains(Plain.key(word))) {
                return null;
            }
        }
        return judged;
    }

    /**
     * What is said of each aspect that was asked for: in an object by name, in a list of objects that name it, or beside
     * the label; null when it stands in no such form.
     */
    private @Nullable Map<String, JsonNode> given(ObjectNode object) {
        Map<String, JsonNode> given = new HashMap<>();
        switch (first(object, ASPECTS)) {
            case null -> put(given, object, aspect -> !isOwnName(aspect));
            case NullNode _ -> {}
            case ObjectNode byName -> put(given, byName, _ -> true);
            case ArrayNode list -> {
                for (JsonNode element : list) {
                    JsonNode name = element instanceof ObjectNode inner ? first(inner, ASPECT) : null;
                    if (name == null || !name.isString()) {
                        return null;
                    }
                    for (String aspect : aspects) {
                        boolean isMeant = Plain.key(aspect).equals(Plain.key(name.asString()));
                        if (isMeant && given.putIfAbsent(aspect, element) != null) {
                            return null;
                        }
                    }
                }
            }
            default -> {
                return null;
            }
        }
        return given;
    }

    /** Whether the judgement itself has a property of that name. */
    private static boolean isOwnName(String aspect) {
        String key = Plain.key(aspect);
        return LABEL.contains(key) || SCORE.contains(key);
    }

    private void put(Map<String, JsonNode> given, ObjectNode byName, Predicate<String> isAspect) {
        for (String aspect : aspects) {
            JsonNode node = isAspect.test(aspect) ? Json.property(byName, aspect) : null;
            if (node != null) {
                given.put(aspect, node);
            }
        }
    }
}
