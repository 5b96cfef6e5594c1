package io.textmill.worker.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of the usual labels says of a text, however a job spells it: which scores go with it. */
enum Stance {
    POSITIVE(0, 1, 0.5),
    NEGATIVE(-1, 0, -0.5),
    NEUTRAL(-0.5, 0.5, 0),
    /** Good and bad in any measure, so that every score goes with it. */
    MIXED(-1, 1, 0);

    private final double least;
    private final double most;
    private final double usual;

    Stance(double least, double most, double usual) {
        this.least = least;
        this.most = most;
        this.usual = usual;
    }

    /** What a label says; null when it is none of the usual ones. */
    static @Nullable Stance of(String label) {
        String key = Plain.key(label);
        for (Stance stance : values()) {
            if (stance.names().contains(key)) {
                return stance;
            }
        }
        return null;
    }

    /** The names that it goes by, in English and Chinese. */
    List<String> names() {
        return switch (this) {
            case POSITIVE -> List.of("positive", "正面", "积极", "正向", "好评");
            case NEGATIVE -> List.of("negative", "负面", "消极", "负向", "差评");
            case NEUTRAL -> List.of("neutral", "中性", "中立");
            case MIXED -> List.of("mixed", "混合", "褒贬不一", "复杂");
        };
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
