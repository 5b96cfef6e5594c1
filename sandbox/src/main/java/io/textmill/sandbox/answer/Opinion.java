package io.textmill.sandbox.answer;

/**
 * How much good and how much bad a text says.
 *
 * @param good the weight of its good words, at least 0
 * @param bad the weight of its bad words, at least 0
 */
record Opinion(double good, double bad) {

    static final Opinion NONE = new Opinion(0, 0);

    /** The side that a text takes. */
    enum Side {
        POSITIVE,
        NEGATIVE,
        NEUTRAL,
        MIXED
    }

    Opinion plus(Opinion other) {
        return new Opinion(good + other.good, bad + other.bad);
    }

    Opinion times(double factor) {
        return new Opinion(good * factor, bad * factor);
    }

    boolean isNone() {
        return good == 0 && bad == 0;
    }

    /** From -1 to 1, with two decimals; a lone word does not reach the ends. */
    double score() {
        long hundredths = Math.round(100 * (good - bad) / (good + bad + 0.7));
        return hundredths / 100.0;
    }

    Side side() {
        double smaller = Math.min(good, bad);
        if (smaller >= 0.5 && smaller >= 0.4 * Math.max(good, bad)) {
            return Side.MIXED;
        }
        double score = score();
        if (Math.abs(score) < 0.12) {
            return Side.NEUTRAL;
        }
        return score > 0 ? Side.POSITIVE : Side.NEGATIVE;
    }
}
