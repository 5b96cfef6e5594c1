package io.textmill.worker.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Who works on what, and whether there is room for more. A record is worked on at most once at a time, whatever
 * assignment it was begun under. Used by the engine thread only.
 */
final class Crew {
    private final Hands hands;
    private final int size;

    /** Places that new work leaves free while retries wait. */
    private final int reserve;

    /** Places that it always leaves free: a retry that is read when all work is long would wait for one to end. */
    private final int leastReserve;

    /** Nothing more is begun above this: a record takes several times its size while it is worked on. */
    private final long maxBytes;

    /** Whose completion is not collected yet, whatever assignment they were begun under. */
    private final Map<Place, Active> active = new LinkedHashMap<>();

    /** Of the records in flight. */
    private long bytes;

    /** How many of the records in flight are retries. */
    private int retries;

    /** A record, whoever read it. */
    private record Place(TopicPartition partition, long offset) {
        static Place of(WorkItem item) {
            return new Place(item.partition(), item.source().offset());
        }
    }

    private record Active(PartitionRun run, WorkItem item, Runnable interrupt) {}

    Crew(Hands hands, EngineSettings.Bounds bounds) {
        this.hands = hands;
        this.size = bounds.inFlight();
        this.reserve = bounds.inFlight() / 5;
        this.leastReserve = Math.max(bounds.inFlight() / 20, Math.min(1, reserve));
        this.maxBytes = bounds.memory() / 4;
    }

    boolean hasRoom() {
        return active.size() < size && bytes < maxBytes;
    }

    /**
     * Whether a new record can be begun.
     *
     * @param retriesWait whether there are retries to keep places for
     */
    boolean hasRoomForNew(boolean retriesWait) {
        int kept = Math.max(0, (retriesWait ? reserve : leastReserve) - retries);
        return hasRoom() && active.size() < size - kept;
    }

    int inFlight() {
        return active.size();
    }

    /** Whether that record is in flight already, from an assignment that was lost. */
    boolean isWorkingOn(WorkItem item) {
        return active.containsKey(Place.of(item));
    }

    /** Begins a record's work. */
    void begin(PartitionRun run, WorkItem item) {
        active.put(Place.of(item), new Active(run, item, hands.start(run, item)));
        bytes += item.bytes();
        retries += item.isRetry() ? 1 : 0;
    }

    /** Hands over every completion that is there, waiting for the first one at most that long. */
    void collect(Duration wait, Consumer<Completion> receiver) {
        Completion completion = hands.poll(wait);
        while (completion != null) {
            WorkItem item = completion.item();
            active.remove(Place.of(item));
            bytes -= item.bytes();
            retries -= item.isRetry() ? 1 : 0;
            completion.run().ended();
            receiver.accept(completion);
            completion = hands.poll(Duration.ZERO);
        }
    }

    /** Has the work of those assignments leave that has nothing to lose: it is interrupted, and its verdict will be null. */
    void letGo(Collection<PartitionRun> leaving) {
        active.values().stream()
                .filter(each -> leaving.contains(each.run())
                        && each.item().inbound().hold().giveUp())
                .forEach(each -> each.interrupt().run());
    }

    /** Stops the work of those assignments: it is interrupted, and its verdict will be null. */
    void stop(Predicate<PartitionRun> which) {
        active.values().stream()
                .filter(each -> which.test(each.run()))
                .forEach(each -> each.interrupt().run());
    }
}
