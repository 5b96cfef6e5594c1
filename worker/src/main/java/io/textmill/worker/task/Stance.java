package io.textmill.worker.task;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one of the usual labels says of a text, however a job or a model spells it: models translate labels into the language
 * of the text, or out of it. Words that could as well be said of something else are missing on purpose.
 */
enum Stance {
    POSITIVE(
            0,
            1,
            0.5,
            "positive",
            "正面 积极 正向 好评 正面的 积极的 正面情感 积极情感 積極 正面情緒 肯定的 ポジティブ 긍정 긍정적",
            "positif positiv positivo positiva positief pozitif pozytywny позитивный положительный إيجابي"),
    NEGATIVE(
            -1,
            0,
            -0.5,
            "negative",
            "负面 消极 负向 差评 负面的 消极的 负面情感 消极情感 負面 消極 負面情緒 否定的 ネガティブ 부정 부정적",
            "négatif negatif negativ negativo negativa negatief negatywny негативный отрицательный سلبي"),
    NEUTRAL(
            -0.5,
            0.5,
            0,
            "neutral",
            "中性 中立 中性的 中立的 中性情感 中立的な ニュートラル 중립 중립적",
            "neutre neutro neutraal nötr neutralny нейтральный محايد"),
    /** Good and bad in any measure, so that every score goes with it. */
    MIXED(
            -1,
            1,
            0,
            "mixed",
            "混合 褒贬不一 复杂 混合的 混合情感 褒貶不一 複雜 複雑 혼합",
            "mixte gemischt mixto misto gemengd karışık mieszany смешанный مختلط");

    private static final Map<String, Stance> BY_NAME = Arrays.stream(values())
            .flatMap(stance -> stance.names().stream().map(name -> Map.entry(name, stance)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final double least;
    private final double most;
    private final double usual;
    private final String names;

    Stance(double least, double most, double usual, String english, String eastAsian, String european) {
        this.least = least;
        this.most = most;
        this.usual = usual;
        this.names = String.join(" ", english, eastAsian, european);
    }

    /** What a label says; null when it is none of the usual ones. */
    static @Nullable Stance of(String label) {
        return BY_NAME.get(Plain.key(label));
    }

    /** The words for it, in lower case: all that mean no more and no less. */
    Set<String> names() {
        return Set.of(names.split(" ", -1));
    }

    /** The score of a judgement that comes without one. */
    double usual() {
        return usual;
    }

    /** Whether that score can go with it. */
    boolean allows(double score) {
        return score >= least && score <= most;
    }

    /** The nearest score that can go with it. */
    double nearest(double score) {
        return Math.clamp(score, least, most);
    }
}
