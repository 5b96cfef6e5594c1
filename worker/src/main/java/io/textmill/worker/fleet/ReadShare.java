package io.textmill.worker.fleet;

import io.textmill.worker.quota.FleetHistory;
import io.textmill.worker.quota.FleetPartition;
import io.textmill.worker.quota.FleetReading;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Portion;
import io.textmill.worker.quota.QuotaAllocator;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The share that follows from readings and from what the group has given us. */
final class ReadShare implements FleetShare {
    private final QuotaAllocator allocator;
    private final Predicate<String> topics;
    private final Supplier<Set<TopicPartition>> assigned;

    /** Written by the reader's thread, read by any. */
    private volatile FleetHistory history = FleetHistory.EMPTY;

    /** The last answer and what it was made from; written and read by any thread. */
    private volatile @Nullable Answer last;

    private record Answer(FleetHistory history, Set<TopicPartition> assigned, Instant tick, Portion portion) {}

    /**
     * A share without readings yet.
     *
     * @param topics those whose jobs call the provider
     * @param assigned what is ours now: another set each time it changes
     */
    ReadShare(QuotaAllocator allocator, Predicate<String> topics, Supplier<Set<TopicPartition>> assigned) {
        this.allocator = allocator;
        this.topics = topics;
        this.assigned = assigned;
    }

    /** Takes a reading of all topics. Called by one thread only. */
    void add(FleetReading reading) {
        history = history.with(reading.mainlyOf(topics));
    }

    @Override
    public Portion at(Instant now) {
        FleetHistory then = history;
        Set<TopicPartition> ours = assigned.get();
        Instant tick = FleetHistory.tickOf(now);
        Answer known = last;
        // Nothing changed since the last call, as so many times in a row.
        if (known != null && known.history == then && known.tick.equals(tick) && known.assigned.equals(ours)) {
            return known.portion;
        }
        Portion portion = then.portion(allocator, partitions(ours), tick);
        last = new Answer(then, ours, tick, portion);
        return portion;
    }

    private static Set<FleetPartition> partitions(Set<TopicPartition> assigned) {
        return assigned.stream()
                .map(each -> new FleetPartition(each.topic(), each.partition()))
                .collect(Collectors.toSet());
    }
}
