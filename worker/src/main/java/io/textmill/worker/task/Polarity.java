package io.textmill.worker.task;

import java.util.Set;

/**
 * What a usual label means, and the words for it: models translate labels into the language of the text, or out of it.
 * Words in lower case; those that could as well be said of something else are missing on purpose.
 */
enum Polarity {
    POSITIVE(
            0.5,
            "positive",
            "正面 积极 正向 好评 正面的 积极的 正面情感 积极情感 積極 正面情緒 肯定的 ポジティブ 긍정 긍정적",
            "positif positiv positivo positiva positief pozitif pozytywny позитивный положительный إيجابي"),
    NEGATIVE(
            -0.5,
            "negative",
            "负面 消极 负向 差评 负面的 消极的 负面情感 消极情感 負面 消極 負面情緒 否定的 ネガティブ 부정 부정적",
            "négatif negatif negativ negativo negativa negatief negatywny негативный отрицательный سلبي"),
    NEUTRAL(
            0,
            "neutral",
            "中性 中立 中性的 中立的 中性情感 中立的な ニュートラル 중립 중립적",
            "neutre neutro neutraal nötr neutralny нейтральный محايد"),
    MIXED(
            0,
            "mixed",
            "混合 褒贬不一 复杂 混合的 混合情感 褒貶不一 複雜 複雑 혼합",
            "mixte gemischt mixto misto gemengd karışık mieszany смешанный مختلط");

    private final double usualScore;
    private final String words;

    Polarity(double usualScore, String english, String eastAsian, String european) {
        this.usualScore = usualScore;
        words = String.join(" ", english, eastAsian, european);
    }

    /** The score of a label that comes without one: half-way for the two poles, 0 for all others. */
    double usualScore() {
        return usualScore;
    }

    /** The words for it, all that mean no more and no less. */
    Set<String> words() {
        return Set.of(words.split(" ", -1));
    }
}
