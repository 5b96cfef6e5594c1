package io.textmill.sandbox.answer;

import io.textmill.sandbox.answer.Opinion.Side;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The labels that a question allows, and which of them fits an opinion. */
final class Labels {

    private static final Map<Side, List<String>> NAMES = new EnumMap<>(Map.of(
            Side.POSITIVE, List.of("positive", "pos", "good", "favourable", "favorable", "正面", "积极", "正向", "好评", "满意"),
            Side.NEGATIVE,
                    List.of(
                            "negative",
                            "neg",
                            "bad",
                            "unfavourable",
                            "unfavorable",
                            "负面",
                            "消极",
                            "负向",
                            "差评",
                            "不满意",
                            "不满"),
            Side.NEUTRAL, List.of("neutral", "中性", "中立", "一般"),
            Side.MIXED, List.of("mixed", "混合", "褒贬不一", "复杂", "矛盾")));

    private final List<String> labels;
    private final Map<Side, String> bySide = new EnumMap<>(Side.class);

    Labels(List<String> labels) {
        this.labels = labels.stream().map(String::strip).toList();
        for (String label : this.labels) {
            NAMES.forEach((side, names) -> {
                if (names.contains(label.toLowerCase(Locale.ROOT))) {
                    bySide.putIfAbsent(side, label);
                }
            });
        }
    }

    String choose(Opinion opinion, String text) {
        if (bySide.isEmpty()) {
            return custom(opinion, text);
        }
        String label = bySide.get(opinion.side());
        if (label != null) {
            return label;
        }
        String milder = bySide.get(Side.NEUTRAL);
        if (opinion.side() == Side.MIXED && milder != null) {
            return milder;
        }
        String nearest = bySide.get(opinion.score() < 0 ? Side.NEGATIVE : Side.POSITIVE);
        return nearest == null ? bySide.values().iterator().next() : nearest;
    }

    /** A step of a scale of numbers, else the label that the text speaks of and that has the text's mood. */
    private String custom(Opinion opinion, String text) {
        if (labels.stream().allMatch(label -> Character.isDigit(label.isEmpty() ? ' ' : label.charAt(0)))) {
            double place = (opinion.score() + 1) / 2 * (labels.size() - 1);
            return labels.stream()
                    .sorted(Comparator.comparingInt(Labels::leadingNumber))
                    .toList()
                    .get((int) Math.round(place));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        String best = labels.getFirst();
        double bestFit = Double.NEGATIVE_INFINITY;
        for (String label : labels) {
            double fit = 2 * Math.min(2, occurrences(lower, label.toLowerCase(Locale.ROOT)))
                    - Math.abs(OpinionReader.read(label).score() - opinion.score());
            if (fit > bestFit) {
                best = label;
                bestFit = fit;
            }
        }
        return best;
    }

    private static int occurrences(String text, String word) {
        int count = 0;
        if (word.isEmpty()) {
            return count;
        }
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
            count++;
        }
        return count;
    }

    private static int leadingNumber(String label) {
        int end = 0;
        while (end < Math.min(label.length(), 6) && Character.isDigit(label.charAt(end))) {
            end++;
        }
        return Integer.parseInt(label.substring(0, end));
    }
}
