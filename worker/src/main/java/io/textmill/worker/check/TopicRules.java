package io.textmill.worker.check;

import io.textmill.worker.check.TopicFacts.Found;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold for topics: that they exist, the rights, replicas and partitions. Pure. */
final class TopicRules {
    private final ClusterFacts facts;
    private final Commands commands;
    private final NewTopics newTopics;
    private final SettingRules settings;

    TopicRules(Commands commands, ClusterFacts facts) {
        this.facts = facts;
        this.commands = commands;
        this.newTopics = new NewTopics(commands, facts);
        this.settings = new SettingRules(commands);
    }

    /** What is wrong with a topic. */
    List<Flaw> flaws(TopicUse use) {
        return switch (facts.topic(use.topic())) {
            case TopicFacts.Missing _ -> List.of(Flaw.fatal("does not exist", newTopics.create(use)));
            case TopicFacts.Hidden _ ->
                List.of(Flaw.fatal("this worker may not even see it", allow(lacking(use, false, false))));
            case Found found -> flaws(use, found);
        };
    }

    private List<Flaw> flaws(TopicUse use, Found found) {
        Stream<Flaw> outside = Stream.of(rights(use, found), replicas(found), insync(found), partitions(use, found))
                .flatMap(Optional::stream);
        Stream<Flaw> inside = found.configuration().isReadable()
                ? settings.flaws(use, found.configuration())
                : Stream.of(Flaw.note(
                        "its settings cannot be checked: this worker may not read them",
                        allow(List.of("DescribeConfigs"))));
        return Stream.concat(outside, inside).toList();
    }

    private Optional<Flaw> rights(TopicUse use, Found found) {
        List<String> lacking = lacking(use, found.mayRead(), found.mayWrite());
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Flaw.fatal("this worker lacks the right " + String.join(" and ", lacking), allow(lacking)));
    }

    private Optional<Flaw> replicas(Found found) {
        return found.replicas() >= NewTopics.REPLICAS
                ? Optional.empty()
                : Optional.of(Flaw.danger(
                        "has replication factor %d: acknowledged records can be lost with a broker"
                                .formatted(found.replicas()),
                        "three replicas of each partition (kafka-reassign-partitions.sh), then min.insync.replicas=2"));
    }

    private Optional<Flaw> insync(Found found) {
        return found.configuration().number("min.insync.replicas").flatMap(least -> insync(found.replicas(), least));
    }

    private Optional<Flaw> insync(int replicas, long least) {
        String problem = "min.insync.replicas is %d of %d: ".formatted(least, replicas);
        if (least > replicas) {
            return Optional.of(Flaw.fatal(
                    problem + "nothing can be written",
                    commands.set("min.insync.replicas", Math.max(1, replicas - 1))));
        }
        if (least < 2 && replicas >= NewTopics.REPLICAS) {
            return Optional.of(Flaw.danger(
                    problem + "acknowledged records can be lost with a broker",
                    commands.set("min.insync.replicas", 2)));
        }
        if (least == replicas && replicas > 1) {
            return Optional.of(Flaw.note(
                    problem + "nothing can be written while any broker is away",
                    commands.set("min.insync.replicas", replicas - 1)));
        }
        return Optional.empty();
    }

    private Optional<Flaw> partitions(TopicUse use, Found found) {
        if (use instanceof TopicUse.Input && found.partitions() < NewTopics.PARTITIONS) {
            return Optional.of(Flaw.note(
                    "has %d partitions: no more workers than that can share it".formatted(found.partitions()),
                    "%d or more for each input and its retry topics (kafka-topics.sh --alter --partitions)"
                            .formatted(NewTopics.PARTITIONS)));
        }
        if (use instanceof TopicUse.Input lane
                && facts.topic(lane.first()) instanceof Found first
                && first.partitions() != found.partitions()) {
            return Optional.of(Flaw.danger(
                    ("has %d partitions, %s has %d: workers do not get the same part of both, and what is noted of"
                                    + " calls is looked for elsewhere once that changes")
                            .formatted(found.partitions(), lane.first(), first.partitions()),
                    "as many for both (kafka-topics.sh --alter --partitions)"));
        }
        if (use instanceof TopicUse.Budget && found.partitions() != 1) {
            return Optional.of(Flaw.fatal(
                    "has %d partitions: only in one do all workers read the same order".formatted(found.partitions()),
                    "delete it when no worker runs, then: " + newTopics.create(use)));
        }
        if (use instanceof TopicUse.Retry retry
                && facts.topic(retry.input()) instanceof Found input
                && input.partitions() != found.partitions()) {
            return Optional.of(Flaw.danger(
                    "has %d partitions, its input has %d: retries may run where the journal of their calls is not"
                            .formatted(found.partitions(), input.partitions()),
                    "as many for both (kafka-topics.sh --alter --partitions)"));
        }
        if (use instanceof TopicUse.Journal journal
                && facts.topic(journal.input()) instanceof Found input
                && input.partitions() != found.partitions()) {
            return Optional.of(Flaw.danger(
                    ("has %d partitions, its input has %d: once that changes, entries are looked for elsewhere, and"
                                    + " answers paid again")
                            .formatted(found.partitions(), input.partitions()),
                    "as many for both while no worker runs (kafka-topics.sh --alter --partitions)"));
        }
        return Optional.empty();
    }

    private String allow(List<String> operations) {
        return commands.allow(operations, "--topic " + Commands.TOPIC);
    }

    /** The operations that the use of a topic takes and that are not allowed. */
    private static List<String> lacking(TopicUse use, boolean mayRead, boolean mayWrite) {
        return Stream.concat(
                        use.isRead() && !mayRead ? Stream.of("Read") : Stream.of(),
                        use.isWritten() && !mayWrite ? Stream.of("Write") : Stream.of())
                .toList();
    }
}
