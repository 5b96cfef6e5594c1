package io.textmill.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a worker in one of its lives. Pure.
 *
 * @param life its name
 * @param killed when it got a SIGKILL; null when it did not
 * @param told when it was told to finish and leave; null when it was not
 * @param ended when it was gone; null when it is there
 * @param frozen when it was stopped and let go on
 * @param log what it told itself
 */
record Story(
        String life,
        @Nullable Instant killed,
        @Nullable Instant told,
        @Nullable Instant ended,
        List<Span> frozen,
        WorkerLog log) {

    /**
     * How long after the brokers gave a member up it may learn of it: its session, and some rounds of heartbeats while a
     * broker is away.
     */
    private static final Duration LEARNS_LATE = Duration.ofSeconds(10);

    Story {
        frozen = List.copyOf(frozen);
    }

    /** From when to when. */
    record Span(Instant begin, Instant end) {}

    /** How long it took to leave once it was told to; zero when it was not. */
    Duration stop() {
        return told == null || ended == null ? Duration.ZERO : Duration.between(told, ended);
    }

    /** Whether it ended though nobody asked it to. */
    boolean died() {
        return ended != null && told == null && killed == null;
    }

    /** Whether it had to be killed because it did not leave within its grace. */
    boolean overstayed() {
        return told != null && killed != null;
    }

    /** Each moment at which it had to let go of work, in the order in which they are found. */
    List<Cut> cuts() {
        var cuts = new ArrayList<Cut>();
        for (WorkerLog.Parting parting : log.partings()) {
            Instant at = parting.at();
            Span freeze = freezeBefore(at);
            if (!parting.lost()) {
                boolean leaving = told != null && !at.isBefore(told);
                cuts.add(new Cut(leaving ? Cut.Cause.DRAINED : Cut.Cause.REVOKED, life, parting.partitions(), at, at));
            } else if (freeze != null) {
                cuts.add(new Cut(Cut.Cause.FROZEN, life, parting.partitions(), freeze.begin(), at));
            } else {
                cuts.add(new Cut(Cut.Cause.LOST, life, parting.partitions(), at.minus(LEARNS_LATE), at));
            }
        }
        if (killed != null) {
            Span freeze = freezeBefore(killed);
            cuts.add(new Cut(Cut.Cause.KILLED, life, Set.of(), freeze == null ? killed : freeze.begin(), killed));
        } else if (ended != null && died()) {
            cuts.add(new Cut(Cut.Cause.DIED, life, Set.of(), ended, ended));
        }
        return cuts;
    }

    /** The freeze of which it may not have known all consequences then; null when there is none. */
    private @Nullable Span freezeBefore(Instant at) {
        return frozen.stream()
                .filter(span -> span.begin().isBefore(at)
                        && span.end().plus(LEARNS_LATE).isAfter(at))
                .findFirst()
                .orElse(null);
    }
}
