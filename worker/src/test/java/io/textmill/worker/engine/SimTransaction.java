package io.textmill.worker.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A transaction as its coordinator knows it. Data only; {@link SimTransactions} moves it from state to state. */
final class SimTransaction {
    final int number;
    final SimProcess owner;
    final List<SimLog.Entry> records = new ArrayList<>();
    final Set<SimLog> logs = new LinkedHashSet<>();
    final Map<TopicPartition, OffsetAndMetadata> offsets = new TreeMap<>(SimBroker.BY_NAME);

    /** How many partitions have not been told yet how it ended. */
    int unmarked;

    State state = State.OPEN;

    enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    SimTransaction(int number, SimProcess owner) {
        this.number = number;
        this.owner = owner;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isCommitted() {
        return state == State.COMMITTED;
    }

    /** Whether every partition of it knows how it ended. */
    boolean isOver() {
        return !isOpen() && unmarked == 0;
    }

    @Override
    public String toString() {
        return "transaction " + number;
    }
}
