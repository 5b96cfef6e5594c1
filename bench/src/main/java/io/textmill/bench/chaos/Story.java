package io.textmill.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
            cuts.add(cut(cause(parting), parting.partitions(), parting.at()));
        }
        if (killed != null) {
            cuts.add(cut(Cut.Cause.KILLED, Set.of(), killed));
        } else if (ended != null && died()) {
            cuts.add(cut(Cut.Cause.DIED, Set.of(), ended));
        }
        return cuts;
    }

    private Cut.Cause cause(WorkerLog.Parting parting) {
        if (parting.lost()) {
            return freezeBefore(parting.at()).isPresent() ? Cut.Cause.FROZEN : Cut.Cause.LOST;
        }
        return told != null && !parting.at().isBefore(told) ? Cut.Cause.DRAINED : Cut.Cause.REVOKED;
    }

    private Cut cut(Cut.Cause cause, Set<String> partitions, Instant at) {
        Instant from = Stream.of(
                        Optional.of(cause == Cut.Cause.LOST ? at.minus(LEARNS_LATE) : at),
                        freezeBefore(at).map(Span::begin),
                        refusedSince(at).map(refused -> refused.minus(LEARNS_LATE)))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(at);
        return new Cut(cause, life, partitions, from, at);
    }

    /** The freeze of which it may not have known all consequences then. */
    private Optional<Span> freezeBefore(Instant at) {
        return frozen.stream()
                .filter(span -> span.begin().isBefore(at)
                        && span.end().plus(LEARNS_LATE).isAfter(at))
                .findFirst();
    }

    /** The first refusal since which none of its transactions was committed until then. */
    private Optional<Instant> refusedSince(Instant at) {
        Instant committed = log.commits().stream()
                .map(WorkerLog.Commit::end)
                .filter(end -> end.isBefore(at))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return log.refusals().stream()
                .filter(refusal -> refusal.isAfter(committed) && refusal.isBefore(at))
                .min(Comparator.naturalOrder());
    }
}
