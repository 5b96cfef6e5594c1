package io.textmill.worker.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a job, and how a model's word is matched to one of them: as it stands, else without regard to case and
 * width, else as another name of the same {@link Stance}; never where two labels could be meant.
 */
final class Labels {
    private static final Pattern SPOKEN =
            Pattern.compile("(?:the )?(?:overall )?(?:sentiment|label|answer|情感倾向|情感|标签|答案)"
                    + "(?: (?:is|of the text is))?\\s*(?:为|是)?\\s*(:?)\\s*(.+)");
    private static final String AROUND = "*_`#\"'“”‘’「」[]()<>.,!。！";

    /** Without one, a name with a colon and a value may be the first of several lines, cut off. */
    private static final Pattern FULL_STOP = Pattern.compile("[.!。！]\\W*$");

    /** A longer answer is prose. */
    private static final int LONGEST_SPOKEN = 200;

    private final List<String> labels;
    private final Map<String, String> byKey = new HashMap<>();

    Labels(List<String> labels) {
        this.labels = List.copyOf(labels);
        Set<String> ambiguous = new HashSet<>();
        for (String label : labels) {
            String key = Plain.key(label);
            if (byKey.putIfAbsent(key, label) != null) {
                ambiguous.add(key);
            }
        }
        for (Stance stance : Stance.values()) {
            List<String> own =
                    labels.stream().filter(label -> Stance.of(label) == stance).toList();
            if (own.size() == 1) {
                stance.names().forEach(name -> byKey.putIfAbsent(name, own.getFirst()));
            }
        }
        byKey.keySet().removeAll(ambiguous);
    }

    List<String> all() {
        return labels;
    }

    /** The label that the word is; null when it is none. */
    @Nullable
    String match(String word) {
        return labels.contains(word) ? word : byKey.get(Plain.key(word));
    }

    /** The label that a whole answer is: {@code Positive.}, {@code Label: "positive"}, {@code 情感：正面}. */
    @Nullable
    String spoken(String answer) {
        String bare = SpokenAnswer.without(AROUND, SpokenAnswer.withoutFence(answer));
        if (bare.length() > LONGEST_SPOKEN) {
            return null;
        }
        String label = whole(bare);
        if (label != null) {
            return label;
        }
        Matcher spoken = SPOKEN.matcher(Plain.key(bare));
        boolean whole = spoken.matches()
                && (spoken.group(1).isEmpty() || FULL_STOP.matcher(answer).find());
        return whole ? whole(SpokenAnswer.without(AROUND, spoken.group(2))) : null;
    }

    /** The score of a label that comes without one: half-way for the two poles, 0 for all others. */
    static double usualScore(String label) {
        Stance stance = Stance.of(label);
        return stance == null ? 0 : stance.usual();
    }

    /** Whether label and score say the opposite of each other. */
    static boolean contradicts(String label, double score) {
        Stance stance = Stance.of(label);
        return stance != null && !stance.allows(score);
    }

    /** The score, or the nearest one that does not contradict the label. */
    static double agreeing(String label, double score) {
        Stance stance = Stance.of(label);
        return stance == null ? score : stance.nearest(score);
    }

    /** The label that the words are; null when they may be the beginning of another one, cut off. */
    private @Nullable String whole(String words) {
        String label = match(words);
        String key = Plain.key(words);
        boolean isBeginning = byKey.entrySet().stream()
                .anyMatch(other ->
                        other.getKey().startsWith(key) && !other.getValue().equals(label));
        return isBeginning ? null : label;
    }

    /** The label that stands for disagreement; null when the job has none. */
    @Nullable
    String mixed() {
        return labels.stream()
                .filter(label -> Stance.of(label) == Stance.MIXED)
                .findFirst()
                .orElse(null);
    }

    /** Whether a label takes a side, so that two such labels disagree. */
    static boolean takesSide(String label) {
        Stance stance = Stance.of(label);
        return stance != Stance.NEUTRAL && stance != Stance.MIXED;
    }
}
