package io.textmill.worker.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A job, and what it does each time it is worked on: drawn once, so that it does not depend on what else happens. */
final class SimJob {
    final String id;
    private final List<Act> acts = new ArrayList<>();
    private int done;

    /** What work on it comes to. */
    enum Act {
        /** It is to go on later, within the worker. */
        AGAIN,
        /** It is to be tried again later, by whoever reads it then. */
        RETRY,
        /** The process dies of it, this time. */
        KILLS,
        SUCCEED,
        /** The process dies of it, every time. */
        POISON,
        /** It throws something. */
        DEFECT,
        /** Its result is larger than any client sends. */
        FAR_TOO_LARGE,
        /** Its result is larger than the topic takes. */
        TOO_LARGE;

        private static final List<Act> OTHER_ENDS = List.of(DEFECT, FAR_TOO_LARGE, TOO_LARGE);
    }

    /**
     * A job.
     *
     * @param isSimple whether it only succeeds
     */
    SimJob(String id, boolean isSimple, SimRandom random) {
        this.id = id;
        if (isSimple) {
            acts.add(Act.SUCCEED);
            return;
        }
        for (int most = random.between(0, 3); acts.size() < most && random.chance(0.3); ) {
            acts.add(random.chance(0.02) ? Act.KILLS : random.pick(List.of(Act.AGAIN, Act.RETRY)));
        }
        if (random.chance(0.93)) {
            acts.add(Act.SUCCEED);
        } else {
            acts.add(random.chance(0.07) ? Act.POISON : random.pick(Act.OTHER_ENDS));
        }
    }

    /** What it comes to this time; from the last on always the same. */
    Act next() {
        return acts.get(Math.min(done++, acts.size() - 1));
    }

    /** Whether processes die of it, once or every time. */
    boolean kills() {
        return acts.contains(Act.KILLS) || acts.contains(Act.POISON);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
