package io.textmill.worker.check;

import io.textmill.worker.engine.TopicLimits;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold for a topic's own settings. Pure. */
final class SettingRules {
    private final Commands commands;

    SettingRules(Commands commands) {
        this.commands = commands;
    }

    /** What is wrong with a topic's settings. */
    Stream<Flaw> flaws(TopicUse use, Configuration settings) {
        return Stream.of(
                        unclean(settings),
                        size(use, settings),
                        cleanup(use, settings),
                        retention(use, settings),
                        retainedBytes(use, settings))
                .flatMap(Optional::stream);
    }

    private Optional<Flaw> unclean(Configuration settings) {
        return settings.isTrue("unclean.leader.election.enable")
                ? Optional.of(Flaw.danger(
                        "unclean.leader.election.enable is true: acknowledged records can be lost",
                        commands.set("unclean.leader.election.enable", false)))
                : Optional.empty();
    }

    /** A topic that takes less can be used all the same: {@link TopicLimits} tells how much. */
    private Optional<Flaw> size(TopicUse use, Configuration settings) {
        int needed = use.bytes() + Sizes.FRAMING_BYTES;
        long limit = settings.number("max.message.bytes").orElse((long) Sizes.DEFAULT_BATCH_BYTES);
        if (limit >= needed) {
            return Optional.empty();
        }
        String problem = "max.message.bytes is %d, below %d: ".formatted(limit, needed);
        String remedy = commands.set("max.message.bytes", needed);
        return switch (use) {
            case TopicUse.Input _ ->
                Optional.of(Flaw.note(problem + "jobs that the worker would take cannot be published", remedy));
            case TopicUse.Retry _ ->
                Optional.of(Flaw.danger(problem + "larger jobs cannot wait for another attempt", remedy));
            case TopicUse.Output _, TopicUse.Calls _ ->
                Optional.of(Flaw.danger(
                        problem + "larger results fail though they are paid, larger dead letters lose their job",
                        remedy));
            case TopicUse.Journal _ ->
                Optional.of(Flaw.danger(problem + "longer answers are not kept, and paid again after a crash", remedy));
            case TopicUse.Markers _, TopicUse.Budget _ -> Optional.empty();
        };
    }

    private Optional<Flaw> cleanup(TopicUse use, Configuration settings) {
        Set<String> found = settings.list("cleanup.policy");
        if (found.isEmpty() || found.equals(Set.of(use.cleanup().split(",", -1)))) {
            return Optional.empty();
        }
        String why = switch (use) {
            case TopicUse.Markers _ -> "without its markers a group that lost its offsets starts over, and pays again";
            case TopicUse.Journal _ -> "it grows for ever, or is lost before its jobs are done";
            case TopicUse.Input _, TopicUse.Retry _, TopicUse.Output _, TopicUse.Calls _, TopicUse.Budget _ ->
                "of the records with one key only the last is kept";
        };
        return Optional.of(Flaw.danger(
                "cleanup.policy is %s, not %s: %s"
                        .formatted(settings.values().get("cleanup.policy"), use.cleanup(), why),
                commands.set("cleanup.policy", listed(use.cleanup()))));
    }

    /** A comma would end the setting. */
    private static String listed(String values) {
        return values.contains(",") ? "[" + values + "]" : values;
    }

    private Optional<Flaw> retention(TopicUse use, Configuration settings) {
        long found = settings.number("retention.ms").orElse(-1L);
        if (found < 0) {
            return Optional.empty();
        }
        if (use instanceof TopicUse.Input input && found < input.age().toMillis()) {
            return Optional.of(Flaw.danger(
                    "retention.ms is %d, below %d: jobs are deleted before their deadline, without a result"
                            .formatted(found, input.age().toMillis()),
                    commands.set("retention.ms", NewTopics.retention(input.age()))));
        }
        if (use instanceof TopicUse.Journal journal && found < journal.age().toMillis()) {
            return Optional.of(Flaw.danger(
                    ("retention.ms is %d, below %d: answers are deleted before their jobs' deadline, and paid again"
                                    + " after a crash")
                            .formatted(found, journal.age().toMillis()),
                    commands.set("retention.ms", NewTopics.retention(journal.age()))));
        }
        if (use instanceof TopicUse.Retry retry
                && found < retry.delay().plus(NewTopics.OUTAGE).toMillis()) {
            return Optional.of(Flaw.note(
                    "retention.ms is %d, below a week and the time that jobs wait there: an outage deletes them"
                            .formatted(found),
                    commands.set("retention.ms", NewTopics.retention(retry.delay()))));
        }
        if (use instanceof TopicUse.Calls && found < OtherTopics.CALLS.toMillis()) {
            return Optional.of(Flaw.note(
                    "retention.ms is %d, below 90 days: bills of before cannot be compared".formatted(found),
                    commands.set("retention.ms", OtherTopics.CALLS.toMillis())));
        }
        if (use instanceof TopicUse.Budget && found < OtherTopics.BUDGET.toMillis()) {
            return Optional.of(Flaw.danger(
                    "retention.ms is %d, below 45 days: what is forgotten of a month can be spent again"
                            .formatted(found),
                    commands.set("retention.ms", OtherTopics.BUDGET.toMillis())));
        }
        return Optional.empty();
    }

    private Optional<Flaw> retainedBytes(TopicUse use, Configuration settings) {
        long found = settings.number("retention.bytes").orElse(-1L);
        if (use instanceof TopicUse.Budget && found >= 0) {
            return Optional.of(Flaw.danger(
                    "retention.bytes is %d: what is forgotten can be spent again".formatted(found),
                    commands.set("retention.bytes", -1)));
        }
        boolean holdsJobs = use instanceof TopicUse.Input || use instanceof TopicUse.Retry;
        return holdsJobs && found >= 0
                ? Optional.of(Flaw.note(
                        "retention.bytes is %d: a longer backlog is deleted, whatever its age".formatted(found),
                        commands.set("retention.bytes", -1)))
                : Optional.empty();
    }
}
