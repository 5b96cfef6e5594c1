package io.textmill.worker.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The labels of a job, and how a model's word is matched to one of them. */
final class Labels {
    private static final String POSITIVE = "positive";
    private static final String NEGATIVE = "negative";
    private static final String NEUTRAL = "neutral";
    private static final String MIXED = "mixed";

    /** What models write for the usual labels when they answer in Chinese. */
    private static final Map<String, List<String>> CHINESE = Map.of(
            POSITIVE, List.of("正面", "积极", "正向", "好评"),
            NEGATIVE, List.of("负面", "消极", "负向", "差评"),
            NEUTRAL, List.of("中性", "中立"),
            MIXED, List.of("混合", "褒贬不一", "复杂"));

    private static final Pattern SPOKEN =
            Pattern.compile("(?:the )?(?:overall )?(?:sentiment|label|answer|情感倾向|情感|标签|答案)"
                    + "(?: (?:is|of the text is))?\\s*(?:为|是)?\\s*:?\\s*(.+)");
    private static final String AROUND = "*_`#\"'“”‘’「」[]()<>.,!。！";

    /** A longer answer is prose. */
    private static final int LONGEST_SPOKEN = 200;

    private final List<String> labels;
    private final Map<String, String> byKey = new HashMap<>();

    Labels(List<String> labels) {
        this.labels = List.copyOf(labels);
        for (String label : labels) {
            byKey.putIfAbsent(Plain.key(label), label);
        }
        CHINESE.forEach((english, words) -> {
            String label = byKey.get(english);
            if (label != null) {
                words.forEach(word -> byKey.putIfAbsent(word, label));
            }
        });
    }

    List<String> all() {
        return labels;
    }

    /** The label that the word is; null when it is none. */
    @Nullable
    String match(String word) {
        return byKey.get(Plain.key(word));
    }

    /** The label that a whole answer is: {@code Positive.}, {@code Label: "positive"}, {@code 情感：正面}. */
    @Nullable
    String spoken(String answer) {
        String bare = SpokenAnswer.without(AROUND, SpokenAnswer.withoutFence(answer));
        if (bare.length() > LONGEST_SPOKEN) {
            return null;
        }
        String label = match(bare);
        if (label != null) {
            return label;
        }
        Matcher spoken = SPOKEN.matcher(Plain.key(bare));
        return spoken.matches() ? match(SpokenAnswer.without(AROUND, spoken.group(1))) : null;
    }

    /** The score of a label that comes without one: half-way for the two poles, 0 for all others. */
    static double usualScore(String label) {
        return switch (Plain.key(label)) {
            case POSITIVE -> 0.5;
            case NEGATIVE -> -0.5;
            default -> 0;
        };
    }

    /** Whether label and score say the opposite of each other. */
    static boolean contradicts(String label, double score) {
        return switch (Plain.key(label)) {
            case POSITIVE -> score < 0;
            case NEGATIVE -> score > 0;
            default -> false;
        };
    }

    /** The label that stands for disagreement; null when the job has none. */
    @Nullable
    String mixed() {
        return match(MIXED);
    }

    /** Whether a label takes a side, so that two such labels disagree. */
    boolean takesSide(String label) {
        return !label.equals(mixed()) && !label.equals(match(NEUTRAL));
    }
}
