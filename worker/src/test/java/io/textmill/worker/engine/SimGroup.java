package io.textmill.worker.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The coordinator of the group, by the rules of KIP-848 that matter to a member.
 *
 * <ul>
 *   <li>A partition has one owner. It gets another only after its owner acknowledged the revocation, left, or was given
 *       up; a member's epoch moves on only once its own revocations are acknowledged.
 *   <li>Offsets of a transaction count once its marker is there; until then nobody is told what is committed.
 *   <li>As in real brokers, a member with a current epoch may commit offsets of any partition, and one without any
 *       generation is not checked at all. {@link SimInvariants} sees to it that the engine does neither.
 * </ul>
 */
final class SimGroup {
    private final SimWorld world;
    private final Map<String, Membership> members = new TreeMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<TopicPartition, Set<SimTransaction>> pending = new HashMap<>();
    private final Set<TopicPartition> subscribed = new TreeSet<>(SimBroker.BY_NAME);
    private int epoch;

    private static final class Membership {
        final SimMember member;
        final String id;
        int epoch;

        /** What it owns, with the epoch it was assigned at; those it is to give up too. */
        final Map<TopicPartition, Integer> owned = new TreeMap<>(SimBroker.BY_NAME);

        Set<TopicPartition> target = new HashSet<>();
        Set<TopicPartition> revoking = Set.of();

        /** Counts its revocations. */
        int revocations;

        Membership(SimMember member) {
            this.member = member;
            this.id = member.id();
        }
    }

    SimGroup(SimWorld world) {
        this.world = world;
    }

    // Members

    /** A member's heartbeat: says what it owns, and is told what it should own; false when it is no member any more. */
    boolean heartbeat(SimMember from) {
        Membership member = members.get(from.id());
        if (member == null) {
            return false;
        }
        if (!member.revoking.isEmpty() && member.revoking.stream().noneMatch(from.owned()::contains)) {
            member.owned.keySet().removeAll(member.revoking);
            member.revoking = Set.of();
            everyoneBeats();
        }
        if (member.epoch < epoch && member.revoking.isEmpty()) {
            var revoking = new HashSet<>(member.owned.keySet());
            revoking.removeAll(member.target);
            if (revoking.isEmpty()) {
                member.epoch = epoch;
            } else {
                member.revoking = revoking;
                expectRevocation(member, ++member.revocations);
            }
        }
        if (member.epoch == epoch) {
            member.target.stream()
                    .filter(each -> members.values().stream().noneMatch(other -> other.owned.containsKey(each)))
                    .forEach(each -> member.owned.put(each, member.epoch));
        }
        var assignment = new HashSet<>(member.owned.keySet());
        assignment.removeAll(member.revoking);
        from.answered(member.epoch, assignment);
        return true;
    }

    void join(SimMember member) {
        members.put(member.id(), new Membership(member));
        member.topics().forEach(topic -> subscribed.addAll(world.broker.partitions(topic)));
        rebalance();
    }

    /** A member is gone: it left, or was not heard of for too long. */
    void remove(String id) {
        if (members.remove(id) != null) {
            world.trace(() -> "the group is without " + id);
            rebalance();
        }
    }

    boolean isMember(String id) {
        return members.containsKey(id);
    }

    /** Whether that member owns the partition, be it told to give it up or not. */
    boolean owns(String id, TopicPartition partition) {
        Membership member = members.get(id);
        return member != null && member.owned.containsKey(partition);
    }

    /** Gives each partition a new target; of some rebalances most stay where they are. */
    void rebalance() {
        epoch++;
        world.counts.add(SimEvent.REBALANCE);
        List<Membership> all = List.copyOf(members.values());
        if (all.isEmpty()) {
            return;
        }
        var before = new HashMap<TopicPartition, Membership>();
        all.forEach(member -> member.target.forEach(each -> before.put(each, member)));
        all.forEach(member -> member.target = new HashSet<>());
        double keep = world.random.pick(List.of(0.0, 0.5, 0.9));
        for (TopicPartition each : subscribed) {
            Membership owner = before.get(each);
            boolean stays = owner != null && world.random.chance(keep);
            (stays ? owner : world.random.pick(all)).target.add(each);
        }
        everyoneBeats();
    }

    private void everyoneBeats() {
        members.values().forEach(each -> each.member.beatSoon());
    }

    /** A member that does not let go within its poll interval is given up. */
    private void expectRevocation(Membership member, int revocation) {
        world.time.after(EngineSettings.MAX_POLL_INTERVAL.toMillis(), () -> {
            if (!member.revoking.isEmpty() && member.revocations == revocation) {
                remove(member.id);
            }
        });
    }

    // Offsets

    /** Whether a broker would take offsets from that member; see the holes above. */
    boolean accepts(ConsumerGroupMetadata from, Collection<TopicPartition> partitions) {
        if (from.generationId() < 0 && from.memberId().isEmpty()) {
            return true;
        }
        Membership member = members.get(from.memberId());
        if (member == null || from.generationId() > member.epoch) {
            return false;
        }
        return from.generationId() == member.epoch
                || partitions.stream()
                        .allMatch(each -> member.owned.getOrDefault(each, Integer.MAX_VALUE) <= from.generationId());
    }

    void keepPending(SimTransaction transaction) {
        transaction
                .offsets
                .keySet()
                .forEach(each ->
                        pending.computeIfAbsent(each, _ -> new HashSet<>()).add(transaction));
    }

    /** Takes note of how a transaction ended. */
    void settle(SimTransaction transaction) {
        transaction.offsets.keySet().forEach(each -> pending.get(each).remove(transaction));
        if (transaction.isCommitted()) {
            committed.putAll(transaction.offsets);
        }
    }

    /** Whether nothing is pending for those partitions: only then is it told what is committed. */
    boolean isStable(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .allMatch(each -> pending.getOrDefault(each, Set.of()).isEmpty());
    }

    /** What is committed, null where nothing is. */
    Map<TopicPartition, OffsetAndMetadata> committed(Collection<TopicPartition> partitions) {
        var answer = new LinkedHashMap<TopicPartition, OffsetAndMetadata>();
        partitions.stream().sorted(SimBroker.BY_NAME).forEach(each -> answer.put(each, committed.get(each)));
        return answer;
    }

    /** A partition that something is committed for. */
    Optional<TopicPartition> oneBegun() {
        List<TopicPartition> begun =
                committed.keySet().stream().sorted(SimBroker.BY_NAME).toList();
        return begun.isEmpty() ? Optional.empty() : Optional.of(world.random.pick(begun));
    }

    /** Puts metadata in place of what is committed that no release knows. */
    void garbleMetadata(TopicPartition partition) {
        committed.computeIfPresent(
                partition, (_, offset) -> new OffsetAndMetadata(offset.offset(), offset.leaderEpoch(), "from-afar"));
    }

    /** Forgets what is committed for a partition, as it does a week after the last member left. */
    void loseOffset(TopicPartition partition) {
        committed.remove(partition);
    }
}
