package io.textmill.worker.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual threads that do the work, one for each record in flight, and the bounded queue in which they leave what
 * came of it. All methods are for the engine thread; the threads of the crew touch the queue only.
 */
final class Crew {
    private static final Logger log = LoggerFactory.getLogger(Crew.class);

    /** Nothing more is begun above this: a record takes several times its size while it is worked on. */
    private static final long MAX_BYTES = 64L << 20;

    private final int size;

    /** Never full: a thread leaves one completion, and its place counts as taken until that is collected. */
    private final ArrayBlockingQueue<Completion> completions;

    /** Whose completion is not collected yet, whatever assignment they were begun under. */
    private final Map<Place, Active> active = new HashMap<>();

    /** Of the records in flight. */
    private long bytes;

    /** A record, whoever read it. */
    private record Place(TopicPartition partition, long offset) {
        static Place of(WorkItem item) {
            return new Place(item.partition(), item.source().offset());
        }
    }

    private record Active(PartitionRun run, long bytes, Thread thread) {}

    /**
     * A crew.
     *
     * @param size most records in flight
     */
    Crew(int size) {
        this.size = size;
        this.completions = new ArrayBlockingQueue<>(size);
    }

    boolean hasRoom() {
        return active.size() < size && bytes < MAX_BYTES;
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
        Thread thread = Thread.ofVirtual()
                .name(item.partition() + "@" + item.source().offset())
                .unstarted(() -> completions.add(new Completion(run, item, verdict(item))));
        active.put(Place.of(item), new Active(run, item.bytes(), thread));
        bytes += item.bytes();
        thread.start();
    }

    /** Hands over every completion that is there, waiting for the first one at most that long. */
    void collect(long waitMillis, Consumer<Completion> receiver) {
        Completion completion = poll(waitMillis);
        while (completion != null) {
            Active ended = active.remove(Place.of(completion.item()));
            bytes -= ended == null ? 0 : ended.bytes();
            completion.run().ended();
            receiver.accept(completion);
            completion = completions.poll();
        }
    }

    /** Stops the work of those assignments: their threads are interrupted, and their verdicts will be null. */
    void stop(Predicate<PartitionRun> which) {
        active.values().stream()
                .filter(each -> which.test(each.run()))
                .forEach(each -> each.thread().interrupt());
    }

    private @Nullable Completion poll(long waitMillis) {
        try {
            return waitMillis == 0 ? completions.poll() : completions.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody may interrupt the engine thread", e);
        }
    }

    private static @Nullable Verdict verdict(WorkItem item) {
        try {
            return item.work().run(item.inbound());
        } catch (InterruptedException e) {
            return null;
        } catch (Throwable defect) {
            log.atError()
                    .addKeyValue("partition", item.partition())
                    .addKeyValue("offset", item.source().offset())
                    .setCause(defect)
                    .log("work failed with a defect");
            return item.giveUp(Work.Reason.DEFECT, defect.getClass().getSimpleName());
        }
    }
}
