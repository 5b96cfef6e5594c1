package io.textmill.bench.answers;

import io.textmill.bench.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a sentiment should be: the models' right answers, merged by the rule that the contract states. */
final class SentimentTruth {
    private static final double CLOSE = 1e-4;
    private static final List<String> POSITIVE = List.of("positive", "正面");
    private static final List<String> NEGATIVE = List.of("negative", "负面");
    private static final List<String> NEUTRAL = List.of("neutral", "中性");
    private static final String MIXED = "mixed";

    /** What one part is worth. */
    private record Vote(String label, double score, Map<String, String> aspects, long length) {}

    private SentimentTruth() {}

    /** What of the sentiment no model meant. */
    static List<String> wrong(Asked job, JsonNode sentiment, Collection<Seen.Call> accepted) {
        List<Vote> votes = accepted.stream().map(SentimentTruth::vote).toList();
        List<String> labels = labels(job.options());
        var wrong = new ArrayList<String>();
        Map<String, Long> held = new LinkedHashMap<>();
        votes.forEach(vote -> held.merge(vote.label(), vote.length(), Long::sum));
        String label = merged(labels, held);
        if (!label.equals(sentiment.path("label").asString(""))) {
            wrong.add("the label " + sentiment.path("label") + " for " + label);
        }
        double score = score(votes, label);
        if (Math.abs(score - sentiment.path("score").asDouble()) > CLOSE) {
            wrong.add("the score " + sentiment.path("score") + " for " + score);
        }
        Map<String, String> aspects = aspects(labels, votes);
        var given = new HashMap<String, String>();
        sentiment
                .path("aspects")
                .properties()
                .forEach(aspect -> given.put(aspect.getKey(), aspect.getValue().asString("")));
        if (!given.equals(aspects)) {
            wrong.add("the aspects " + given + " for " + aspects);
        }
        return wrong;
    }

    private static Vote vote(Seen.Call call) {
        JsonNode truth = Json.MAPPER.readTree(call.testimony().truth());
        String label = truth.path("label").asString();
        boolean bareWord = call.testimony().said().indexOf('{') < 0
                && call.testimony().said().indexOf('｛') < 0;
        var aspects = new HashMap<String, String>();
        truth.path("aspects")
                .properties()
                .forEach(
                        aspect -> aspects.put(aspect.getKey(), aspect.getValue().asString()));
        return new Vote(
                label,
                bareWord ? usual(label) : truth.path("score").asDouble(),
                aspects,
                call.testimony().about().strip().length());
    }

    private static double usual(String label) {
        return POSITIVE.contains(label) ? 0.5 : NEGATIVE.contains(label) ? -0.5 : 0;
    }

    private static String merged(List<String> labels, Map<String, Long> held) {
        long all = held.values().stream().mapToLong(Long::longValue).sum();
        long sides = held.entrySet().stream()
                .filter(entry ->
                        !NEUTRAL.contains(entry.getKey()) && !entry.getKey().equals(MIXED))
                .filter(entry -> 4 * entry.getValue() >= all)
                .count();
        if (sides >= 2 && labels.contains(MIXED)) {
            return MIXED;
        }
        String most = labels.getFirst();
        for (String label : labels) {
            most = held.getOrDefault(label, 0L) > held.getOrDefault(most, 0L) ? label : most;
        }
        return most;
    }

    private static double score(List<Vote> votes, String label) {
        double sum =
                votes.stream().mapToDouble(vote -> vote.score() * vote.length()).sum();
        double mean = sum / Math.max(1, votes.stream().mapToLong(Vote::length).sum());
        return POSITIVE.contains(label)
                ? Math.max(0, mean)
                : NEGATIVE.contains(label)
                        ? Math.min(0, mean)
                        : NEUTRAL.contains(label) ? Math.clamp(mean, -0.5, 0.5) : mean;
    }

    private static Map<String, String> aspects(List<String> labels, List<Vote> votes) {
        var names = new TreeSet<String>();
        votes.forEach(vote -> names.addAll(vote.aspects().keySet()));
        var aspects = new HashMap<String, String>();
        for (String name : names) {
            Map<String, Long> held = new LinkedHashMap<>();
            votes.stream()
                    .filter(vote -> vote.aspects().containsKey(name))
                    .forEach(vote -> held.merge(vote.aspects().get(name), vote.length(), Long::sum));
            aspects.put(name, merged(labels, held));
        }
        return aspects;
    }

    private static List<String> labels(JsonNode options) {
        JsonNode labels = options.path("labels");
        return labels.isArray()
                ? labels.valueStream().map(JsonNode::asString).toList()
                : List.of("positive", "negative", "neutral", MIXED);
    }
}
