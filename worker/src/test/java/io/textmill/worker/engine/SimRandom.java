package io.textmill.worker.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** The only source of chance in a run. */
final class SimRandom {
    private final SplittableRandom random;

    SimRandom(long seed) {
        this(new SplittableRandom(seed));
    }

    private SimRandom(SplittableRandom random) {
        this.random = random;
    }

    /** An independent one, so that what it decides does not shift what this one decides. */
    SimRandom split() {
        return new SimRandom(random.split());
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** From {@code least} to {@code most}, as many below as above their geometric mean. */
    long spread(long least, long most) {
        double ratio = (most + 1.0) / least;
        return Math.min(most, (long) (least * Math.pow(ratio, random.nextDouble())));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> List<T> shuffled(Collection<T> from) {
        var list = new ArrayList<>(from);
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            list.set(i, list.set(j, list.get(i)));
        }
        return list;
    }
}
