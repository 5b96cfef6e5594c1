package io.textmill.worker.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How topics should be created. Pure. */
final class NewTopics {
    /** Any broker may be lost then while another is stopped for an upgrade. */
    static final int REPLICAS = 3;

    /** Of inputs: the most workers that can share one. */
    static final int PARTITIONS = 48;

    /** What an outage may take before what waits in a topic is deleted. */
    static final Duration OUTAGE = Duration.ofDays(7);

    /** A partition's take over reads its journal whole: what is deleted must soon be gone. */
    private static final Map<String, String> TIDY = new TreeMap<>(Map.of(
            "segment.bytes", "16777216",
            "min.cleanable.dirty.ratio", "0.1",
            "max.compaction.lag.ms", "600000",
            // How long deletions can be seen: longer than any reading takes.
            "delete.retention.ms", "600000"));

    private final Commands commands;
    private final ClusterFacts facts;

    NewTopics(Commands commands, ClusterFacts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    /** The command that creates a topic as it should be, as far as the brokers that are there allow. */
    String create(TopicUse use) {
        int replicas = Math.min(REPLICAS, Math.max(1, facts.brokers()));
        var settings = new LinkedHashMap<String, String>();
        if (replicas == REPLICAS) {
            settings.put("min.insync.replicas", "2");
        }
        settings.put("unclean.leader.election.enable", "false");
        settings.put("cleanup.policy", use.cleanup());
        if (use instanceof TopicUse.Input input) {
            settings.put("retention.ms", retention(input.age()));
        } else if (use instanceof TopicUse.Retry retry) {
            settings.put("retention.ms", retention(retry.delay()));
        } else if (use instanceof TopicUse.Journal journal) {
            settings.put("retention.ms", retention(journal.age()));
            settings.putAll(TIDY);
        } else if (use instanceof TopicUse.Calls) {
            settings.put("retention.ms", Long.toString(OtherTopics.CALLS.toMillis()));
        } else if (use instanceof TopicUse.Budget) {
            settings.put("retention.ms", Long.toString(OtherTopics.BUDGET.toMillis()));
        }
        int bytes = use.bytes() + Sizes.FRAMING_BYTES;
        if (bytes > Sizes.DEFAULT_BATCH_BYTES) {
            settings.put("max.message.bytes", Integer.toString(bytes));
        }
        return commands.create(partitions(use), replicas, settings);
    }

    /** That long and the time of an outage, in whole days, as {@code retention.ms}. */
    static String retention(Duration least) {
        long days = least.plus(OUTAGE).plusDays(1).minusMillis(1).toDays();
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private int partitions(TopicUse use) {
        return switch (use) {
            case TopicUse.Markers _ -> 1;
            case TopicUse.Budget _ -> 1;
            case TopicUse.Input lane
            when facts.topic(lane.first()) instanceof TopicFacts.Found first -> first.partitions();
            case TopicUse.Retry retry
            when facts.topic(retry.input()) instanceof TopicFacts.Found input -> input.partitions();
            case TopicUse.Journal journal
            when facts.topic(journal.input()) instanceof TopicFacts.Found input -> input.partitions();
            default -> PARTITIONS;
        };
    }
}
