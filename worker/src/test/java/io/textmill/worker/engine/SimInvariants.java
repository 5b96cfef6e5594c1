package io.textmill.worker.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What must hold whatever happens. Each check comes at the moment at which it can first fail: when offsets are accepted,
 * when a transaction is decided, when work begins and ends.
 *
 * <p>A job is in one place at any time: in an input partition, in a retry topic, or done. A committed transaction moves
 * it, and finishes the record where it was.
 */
final class SimInvariants {
    private final SimWorld world;

    /** What is finished of each partition, by what is committed. */
    private final Map<TopicPartition, BitSet> finished = new HashMap<>();

    /** Where each job is that is not done. */
    private final Map<String, TopicPartition> places = new HashMap<>();

    private final Map<String, Integer> results = new HashMap<>();

    /** What is worked on, in which process. */
    private final Set<String> running = new HashSet<>();

    SimInvariants(SimWorld world) {
        this.world = world;
    }

    /** A job was published. */
    void published(String job, TopicPartition partition) {
        places.put(job, partition);
    }

    /** The group accepts offsets into a transaction: I4, I5, I6. */
    void offsetsAccepted(
            SimProcess process, ConsumerGroupMetadata member, Map<TopicPartition, OffsetAndMetadata> offsets) {
        require(member.generationId() >= 1, "I4", process + " commits with generation " + member.generationId());
        offsets.forEach((partition, offset) -> {
            if (offset.metadata().length() > 800) {
                world.counts.add(SimEvent.PARTITION_CROWDED);
            }
            require(
                    world.broker.group.owns(member.memberId(), partition),
                    "I4",
                    process + " commits " + partition + ", which it does not own");
            require(
                    process.consumer().hasRead(partition),
                    "I6",
                    process + " commits " + partition + " and has not read what is committed for it");
            require(
                    offset.metadata().length() <= 4_096,
                    "I5",
                    partition + " has " + offset.metadata().length() + " characters of metadata");
        });
    }

    /** A transaction is committed: I1, I3, I8, and no offset is ever open again. */
    void committed(SimTransaction transaction) {
        if (transaction.owner == null) {
            return;
        }
        var moved = new HashMap<String, TopicPartition>();
        for (SimLog.Entry entry : transaction.records) {
            if (world.isResultOrRetry(entry.partition())) {
                String job = SimJob.text(entry.key());
                require(moved.put(job, entry.partition()) == null, "I8", job + " has two outcomes in " + transaction);
            }
        }
        var left = new HashMap<String, TopicPartition>();
        transaction.offsets.forEach((partition, offset) -> finish(transaction, partition, offset, left));
        moved.forEach((job, to) -> {
            require(left.containsKey(job), "I3", "the outcome of " + job + " went out without its offset");
            if (to.topic().equals(SimWork.RESULTS)) {
                require(results.merge(job, 1, Integer::sum) == 1, "I8", job + " has two results");
                places.remove(job);
            } else {
                places.put(job, to);
            }
        });
        left.keySet().removeAll(moved.keySet());
        require(left.isEmpty(), "I1", "finished without an outcome: " + left);
    }

    private void finish(
            SimTransaction transaction,
            TopicPartition partition,
            OffsetAndMetadata offset,
            Map<String, TopicPartition> left) {
        BitSet before = finished.get(partition);
        if (before == null) {
            before = new BitSet();
            require(
                    transaction.records.stream()
                            .anyMatch(record -> SimJob.text(record.key()).endsWith(partition.toString())),
                    "marker",
                    partition + " is begun without a marker");
        }
        Frontier frontier =
                Checkpoint.decode(offset.offset(), offset.metadata()).frontier();
        SimLog log = world.broker.log(partition);
        var after = new BitSet();
        LongStream.range(0, log.end())
                .filter(frontier::isFinished)
                .filter(each -> log.at(each).isVisible())
                .forEach(each -> after.set((int) each));
        var reopened = (BitSet) before.clone();
        reopened.andNot(after);
        require(reopened.isEmpty(), "I1", partition + " has offsets open again: " + reopened + " in " + transaction);
        var newly = (BitSet) after.clone();
        newly.andNot(before);
        newly.stream().forEach(each -> {
            String job = SimJob.text(log.at(each).value());
            require(left.put(job, partition) == null, "I8", job + " is finished twice in " + transaction);
        });
        finished.put(partition, after);
    }

    /** Work is begun: I6, I7, and no retry early. */
    void begun(SimProcess process, WorkItem item) {
        String what = process + " begins " + item.partition() + "@" + item.offset();
        require(running.add(key(process, item)), "I7", what + ", which it works on already");
        require(process.consumer().hasRead(item.partition()), "I6", what + " and has not read what is committed");
        require(finished.containsKey(item.partition()), "I6", what + " before it has committed anything");
        require(!process.wallClock().isBefore(SimWork.due(item)), "due", what + " too early");
    }

    void ended(SimProcess process, WorkItem item) {
        running.remove(key(process, item));
    }

    /**
     * A job is given up because processes died of it: only one that does kill them. Where workers end by chance as well, that
     * may happen five times in a row to whoever runs the same job, and cannot be told from a job that does it.
     */
    void givenUpAsPoison(SimJob job) {
        require(
                job.kills() || world.faults.mayEndAnOwner(),
                "poison",
                job.id + " is given up as poison, and has never killed anybody");
    }

    /** How many jobs are not done, those aside that are in partitions whose offset was lost. */
    long unfinished() {
        return places.values().stream().filter(place -> !world.isGivenUp(place)).count();
    }

    /** At the end: I8 for every job, as a consumer of the results sees it. */
    void atTheEnd() {
        var seen = new HashMap<String, Integer>();
        world.broker
                .partitions(SimWork.RESULTS)
                .forEach(partition -> world.broker
                        .log(partition)
                        .forEachVisible(entry -> seen.merge(SimJob.text(entry.key()), 1, Integer::sum)));
        require(seen.equals(results), "I8", "results " + seen + " are not those that were committed");
        List<String> missing = new ArrayList<>();
        places.forEach((job, place) -> {
            if (!world.isGivenUp(place)) {
                missing.add(job + " in " + place);
            }
        });
        require(missing.isEmpty(), "I8", "no result for " + missing);
    }

    private void require(boolean holds, String invariant, String otherwise) {
        if (!holds) {
            world.violated(invariant, otherwise, null);
        }
    }

    private static String key(SimProcess process, WorkItem item) {
        return process + " " + item.partition() + "@" + item.offset();
    }
}
