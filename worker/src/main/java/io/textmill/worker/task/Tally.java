package io.textmill.worker.task;

import io.textmill.contract.JobResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the judgements of a text's parts, each weighted by the length of its part.
 *
 * <p>The label: {@code mixed}, if the job has it, when two labels that take a side each hold at least a quarter of the
 * text; else the one that holds most, the job's earlier one at a tie. The score is the weighted mean, to four digits, or
 * the nearest one that agrees with the label. An aspect's label follows the same rule over the parts that judge it.
 */
record Tally(Labels labels) {
    private static final int QUARTER = 4;

    /** One part's judgement and the part's length. */
    record Vote(JobResult.Sentiment sentiment, int weight) {}

    JobResult.Sentiment merge(List<Vote> votes, List<String> aspects) {
        if (votes.size() == 1) {
            return votes.getFirst().sentiment();
        }
        Map<String, Long> held = new HashMap<>();
        double sum = 0;
        long weight = 0;
        for (Vote vote : votes) {
            held.merge(vote.sentiment().label(), (long) vote.weight(), Long::sum);
            sum += vote.sentiment().score() * vote.weight();
            weight += vote.weight();
        }
        double mean = Math.clamp(Math.round(sum / weight * 1e4) / 1e4, -1, 1);
        String label = label(held);
        return new JobResult.Sentiment(label, Labels.agreeing(label, mean), aspects(votes, aspects));
    }

    private Map<String, String> aspects(List<Vote> votes, List<String> aspects) {
        Map<String, String> judged = new HashMap<>();
        for (String aspect : aspects) {
            Map<String, Long> held = new HashMap<>();
            for (Vote vote : votes) {
                String label = vote.sentiment().aspects().get(aspect);
                if (label != null) {
                    held.merge(label, (long) vote.weight(), Long::sum);
                }
            }
            if (!held.isEmpty()) {
                judged.put(aspect, label(held));
            }
        }
        return judged;
    }

    private String label(Map<String, Long> held) {
        long all = held.values().stream().mapToLong(Long::longValue).sum();
        long sides = held.entrySet().stream()
                .filter(entry -> Labels.takesSide(entry.getKey()) && entry.getValue() * QUARTER >= all)
                .count();
        String mixed = labels.mixed();
        if (mixed != null && sides >= 2) {
            return mixed;
        }
        String most = labels.all().getFirst();
        for (String label : labels.all()) {
            most = held.getOrDefault(label, 0L) > held.getOrDefault(most, 0L) ? label : most;
        }
        return most;
    }
}
