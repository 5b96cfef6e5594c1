package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A transactional producer: its public methods are those of a Kafka producer, with the same states. Whatever it asks of
 * the brokers can get lost on the way there, on the way back, or arrive late.
 */
final class SimProducer {
    /** {@code max.block.ms} and {@code delivery.timeout.ms}. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private enum State {
        NEW,
        READY,
        IN_TRANSACTION,
        /** The answer to a commit did not come: nothing but the same commit may be asked for. */
        COMMITTING,
        /** Nothing but an abort helps. */
        ABORTABLE,
        FATAL,
        CLOSED
    }

    private final SimProcess process;
    private final SimWorld world;
    private final SimTransactions transactions;
    private final String id;
    private final List<CompletableFuture<RecordMetadata>> unsent = new ArrayList<>();
    private State state = State.NEW;
    private RuntimeException error;
    private SimTransaction transaction;
    private int epoch;

    SimProducer(SimProcess process, String id) {
        this.process = process;
        this.world = process.world();
        this.transactions = world.broker.transactions;
        this.id = id;
    }

    public void initTransactions() {
        require(State.NEW);
        process.pass("init transactions");
        long end = world.time.now() + PATIENCE.toMillis();
        while (!process.awaitBrokers(PATIENCE) || (epoch = transactions.register(id)) < 0) {
            if (world.time.now() >= end) {
                throw new TimeoutException("initTransactions");
            }
            process.sleep(world.random.between(5, 50));
        }
        process.pass("init transactions, done");
        if (world.faults.strikes(SimFault.LOSE_ANSWER)) {
            throw new TimeoutException("initTransactions");
        }
        state = State.READY;
    }

    public void beginTransaction() {
        require(State.READY);
        transaction = null;
        unsent.clear();
        state = State.IN_TRANSACTION;
    }

    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        throwError();
        require(State.IN_TRANSACTION);
        process.pass("send");
        var sent = new CompletableFuture<RecordMetadata>();
        int bytes = record.value() == null ? 0 : record.value().length;
        if (bytes > Outbound.MAX_BYTES) {
            fail(State.ABORTABLE, new RecordTooLargeException("larger than max.request.size"));
            sent.completeExceptionally(error);
        } else if (!process.reachesBrokers()) {
            // Kept until the commit flushes.
            unsent.add(sent);
            error = new TimeoutException("a batch was not sent within its delivery timeout");
        } else if (bytes > SimBroker.MAX_RECORD_BYTES) {
            unsent.add(sent);
            error = new RecordTooLargeException("larger than the topic's max.message.bytes");
        } else if (isFenced()) {
            unsent.add(sent);
        } else if (!openTransaction()) {
            unsent.add(sent);
            error = new TimeoutException("the last transaction is not over");
        } else {
            unsent.add(sent);
            SimLog log = record.partition() == null
                    ? world.broker.logFor(record.topic(), record.key())
                    : world.broker.log(new TopicPartition(record.topic(), record.partition()));
            world.broker.append(transaction, log, record.key(), record.value(), record.headers());
        }
        return sent;
    }

    public List<PartitionInfo> partitionsFor(String topic) {
        return world.broker.partitions(topic).stream()
                .map(partition -> new PartitionInfo(topic, partition.partition(), null, null, null))
                .toList();
    }

    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata member) {
        throwError();
        require(State.IN_TRANSACTION);
        process.pass("send offsets");
        if (!process.awaitBrokers(PATIENCE) || world.faults.strikes(SimFault.LOSE_REQUEST)) {
            throw new TimeoutException("sendOffsetsToTransaction, not sent");
        }
        if (isFenced()) {
            throw error;
        }
        if (!openTransaction()) {
            throw new TimeoutException("the last transaction is not over");
        }
        if (!world.broker.group.accepts(member, offsets.keySet())) {
            world.counts.add(SimEvent.OFFSETS_REFUSED);
            world.trace(() -> process + " is refused offsets with " + member);
            fail(State.ABORTABLE, new CommitFailedException("the member is not known, or its epoch is stale"));
            throw error;
        }
        world.invariants.offsetsAccepted(process, member, offsets);
        if (offsets.values().stream().anyMatch(each -> each.metadata().length() > 4_096)) {
            fail(State.FATAL, new KafkaException("the metadata field of the offset request was too large"));
            throw error;
        }
        transactions.addOffsets(transaction, offsets);
        process.pass("send offsets, done");
        if (world.faults.strikes(SimFault.LOSE_ANSWER)) {
            throw new TimeoutException("sendOffsetsToTransaction, no answer");
        }
    }

    /** Waits until what was sent is with the brokers; those who hold the futures are told when it is not. */
    public void flush() {
        process.pass("flush");
        if (error instanceof TimeoutException && state == State.IN_TRANSACTION) {
            process.sleep(PATIENCE.toMillis());
        }
        if (error == null) {
            unsent.forEach(each -> each.complete(null));
        } else {
            unsent.forEach(each -> each.completeExceptionally(error));
            fail(state == State.FATAL ? State.FATAL : State.ABORTABLE, error);
        }
    }

    public void commitTransaction() {
        if (state != State.COMMITTING) {
            throwError();
            require(State.IN_TRANSACTION);
        }
        process.pass("commit");
        if (error != null) {
            flush();
            throwError();
        }
        boolean lost = world.faults.strikes(SimFault.LOSE_REQUEST);
        if (!process.awaitBrokers(PATIENCE) || lost) {
            if (lost && transaction != null && world.random.chance(0.5)) {
                transactions.endLater(id, epoch, transaction);
            }
            noAnswer("not sent");
        }
        if (isFenced()) {
            throw error;
        }
        if (transaction != null && !transactions.end(transaction, true)) {
            fail(State.FATAL, new InvalidTxnStateException("the transaction has ended"));
            throw error;
        }
        process.pass("commit, done");
        if (world.faults.strikes(SimFault.LOSE_ANSWER)) {
            noAnswer("no answer");
        }
        unsent.forEach(each -> each.complete(null));
        state = State.READY;
    }

    public void abortTransaction() {
        if (state == State.COMMITTING) {
            throw new IllegalStateException("Cannot attempt operation `abortTransaction` because the previous call to"
                    + " `commitTransaction` timed out and must be retried");
        }
        if (state != State.ABORTABLE) {
            throwError();
            require(State.IN_TRANSACTION);
        }
        process.pass("abort");
        if (!process.awaitBrokers(PATIENCE)) {
            throw new TimeoutException("abortTransaction");
        }
        state = State.IN_TRANSACTION;
        if (isFenced()) {
            throw error;
        }
        if (transaction != null) {
            transactions.end(transaction, false);
        }
        error = null;
        state = State.READY;
        process.pass("abort, done");
    }

    public void close(Duration timeout) {
        process.pass("close producer");
        boolean open = transaction != null && transaction.isOpen() && state != State.FATAL;
        if (open && !timeout.isZero() && state != State.CLOSED && process.reachesBrokers() && isCurrent()) {
            transactions.end(transaction, false);
        }
        state = State.CLOSED;
    }

    public void close() {
        close(PATIENCE);
    }

    // Within the calls

    /** Begins the transaction with the coordinator; false when the last one does not end. */
    private boolean openTransaction() {
        long end = world.time.now() + PATIENCE.toMillis();
        while (transaction == null) {
            transaction = transactions.open(id, process);
            if (transaction == null) {
                if (world.time.now() >= end) {
                    return false;
                }
                process.sleep(world.random.between(1, 20));
                if (isFenced()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isCurrent() {
        return transactions.isCurrent(id, epoch);
    }

    /** Whether another producer has this one's id, or its transaction took too long; then nothing works any more. */
    private boolean isFenced() {
        if (isCurrent()) {
            return false;
        }
        world.counts.add(SimEvent.PRODUCER_FENCED);
        fail(
                State.FATAL,
                world.random.pick(List.of(
                        new ProducerFencedException("fenced"),
                        new InvalidProducerEpochException("an older epoch"),
                        new InvalidTxnStateException("the transaction has ended"))));
        return true;
    }

    private void fail(State next, RuntimeException reason) {
        state = next;
        error = reason;
    }

    private void throwError() {
        if (state == State.FATAL || state == State.ABORTABLE) {
            throw new KafkaException("Cannot execute transactional method because we are in an error state", error);
        }
    }

    private void require(State required) {
        if (state != required) {
            throw new IllegalStateException("The producer is " + state + ", not " + required);
        }
    }

    private void noAnswer(String how) {
        process.sleep(PATIENCE.toMillis());
        world.counts.add(SimEvent.COMMIT_OUTCOME_UNKNOWN);
        state = State.COMMITTING;
        if (transaction != null) {
            world.faults.afterUnknownCommitOf(transaction.offsets.keySet());
        }
        throw new TimeoutException("commitTransaction, " + how);
    }
}
