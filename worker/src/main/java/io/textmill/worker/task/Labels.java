package io.textmill.worker.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The labels of a job, and how a model's word is matched to one of them. */
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
    private final Map<String, Polarity> polarities = new HashMap<>();

    Labels(List<String> labels) {
        this.labels = List.copyOf(labels);
        for (String label : labels) {
            byKey.putIfAbsent(Plain.key(label), label);
        }
        for (Polarity polarity : Polarity.values()) {
            Set<String> words = polarity.words();
            List<String> meant = labels.stream()
                    .filter(label -> words.contains(Plain.key(label)))
                    .toList();
            if (meant.size() == 1) {
                polarities.put(meant.getFirst(), polarity);
                words.forEach(word -> byKey.putIfAbsent(word, meant.getFirst()));
            }
        }
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
        String label = whole(bare);
        if (label != null) {
            return label;
        }
        Matcher spoken = SPOKEN.matcher(Plain.key(bare));
        boolean whole = spoken.matches()
                && (spoken.group(1).isEmpty() || FULL_STOP.matcher(answer).find());
        return whole ? whole(SpokenAnswer.without(AROUND, spoken.group(2))) : null;
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

    /** The score of a label that comes without one; 0 for a label of the job's own. */
    double usualScore(String label) {
        Polarity polarity = polarities.get(label);
        return polarity == null ? 0 : polarity.usualScore();
    }

    /** Whether label and score say the opposite of each other. */
    boolean contradicts(String label, double score) {
        return usualScore(label) * score < 0;
    }

    /** The label that stands for disagreement; null when the job has none. */
    @Nullable
    String mixed() {
        return match("mixed");
    }

    /** Whether a label takes a side, so that two such labels disagree. */
    boolean takesSide(String label) {
        return !label.equals(mixed()) && !label.equals(match("neutral"));
    }
}
