package io.textmill.worker.quota;

import java.util.Comparator;

/**
 * A partition of an input or retry topic. Ordered by topic, then number, in the same way for every worker.
 *
 * @param topic the topic's name
 * @param number the partition's number in it
 */
public record FleetPartition(String topic, int number) implements Comparable<FleetPartition> {
    private static final Comparator<FleetPartition> ORDER =
            Comparator.comparing(FleetPartition::topic).thenComparingInt(FleetPartition::number);

    @Override
    public int compareTo(FleetPartition other) {
        return ORDER.compare(this, other);
    }
}
