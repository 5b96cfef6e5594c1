package io.textmill.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is done when, drawn from a seed. Pure.
 *
 * <ul>
 *   <li>Each kind of fault comes before any comes again; that which leaves unknown outcomes behind comes twice.
 *   <li>A target is left alone until what was done to it is undone and it has had time to come back.
 *   <li>One broker at a time: with two of three replicas gone nothing could be written at all.
 * </ul>
 *
 * @param faults in the order of their time
 */
record Plan(List<Fault> faults) {
    /** Workers as well as brokers. */
    static final int TARGETS = 3;

    private static final int LEAST_GAP_MILLIS = 3_000;
    private static final int MOST_GAP_MILLIS = 6_000;

    Plan {
        faults = List.copyOf(faults);
    }

    /** Faults one after the other for so long. */
    static Plan draw(long seed, Duration length) {
        var random = new Random(seed);
        var faults = new ArrayList<Fault>();
        var free = new HashMap<String, Duration>();
        var deck = new ArrayList<Fault.Kind>();
        Duration at = gap(random);
        while (at.compareTo(length) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(List.of(Fault.Kind.values()));
                deck.add(Fault.Kind.FREEZE_COORDINATOR);
                Collections.shuffle(deck, random);
            }
            Fault fault = first(deck, at, free, random);
            if (fault != null) {
                deck.remove(fault.kind());
                free.put(
                        seat(fault.kind(), fault.target()),
                        at.plus(fault.lasts()).plus(recovery(fault.kind())));
                faults.add(fault);
            }
            at = at.plus(gap(random));
        }
        return new Plan(faults);
    }

    /** How often each kind is done. */
    Map<Fault.Kind, Long> counts() {
        var counts = new HashMap<Fault.Kind, Long>();
        faults.forEach(fault -> counts.merge(fault.kind(), 1L, Long::sum));
        return counts;
    }

    /** The first kind of the deck of which a target is free; null when there is none. */
    private static @Nullable Fault first(
            List<Fault.Kind> deck, Duration at, Map<String, Duration> free, Random random) {
        for (Fault.Kind kind : deck) {
            List<Integer> targets = IntStream.rangeClosed(1, TARGETS)
                    .boxed()
                    .filter(target ->
                            free.getOrDefault(seat(kind, target), Duration.ZERO).compareTo(at) <= 0)
                    .toList();
            if (!targets.isEmpty()) {
                return new Fault(at, kind, targets.get(random.nextInt(targets.size())), lasts(kind, random));
            }
        }
        return null;
    }

    /** What must be free: a worker for itself, but only one of the brokers at a time. */
    static String seat(Fault.Kind kind, int target) {
        return kind.isOfWorker() ? "worker " + target : "any broker";
    }

    private static Duration lasts(Fault.Kind kind, Random random) {
        return switch (kind) {
            case KILL_WORKER -> between(500, 3_000, random);
            // The group gives a member up after 3 s.
            case FREEZE_WORKER -> between(5_000, 8_000, random);
            case PAUSE_WORKER -> between(500, 1_500, random);
            case DRAIN_WORKER -> between(200, 1_000, random);
            case KILL_BROKER -> between(2_000, 4_000, random);
            // A commit gives up after 1 s, the other brokers after 3 s.
            case FREEZE_COORDINATOR -> between(1_500, 2_700, random);
        };
    }

    /** What a target needs to be itself again. */
    private static Duration recovery(Fault.Kind kind) {
        return switch (kind) {
            case KILL_WORKER -> Duration.ofSeconds(4);
            case FREEZE_WORKER, PAUSE_WORKER -> Duration.ofSeconds(3);
            // The drain itself, and a start.
            case DRAIN_WORKER -> Chaos.DRAIN.plusSeconds(6);
            case KILL_BROKER -> Duration.ofSeconds(10);
            case FREEZE_COORDINATOR -> Duration.ofSeconds(4);
        };
    }

    private static Duration gap(Random random) {
        return between(LEAST_GAP_MILLIS, MOST_GAP_MILLIS, random);
    }

    private static Duration between(int leastMillis, int mostMillis, Random random) {
        return Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
    }
}
