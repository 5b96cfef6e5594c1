package io.textmill.bench.chaos;

import io.textmill.bench.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What runs of the chaos come to, in figures and in words. Pure. */
final class ChaosFigures {
    private ChaosFigures() {}

    /** By name; what must be zero is summed up over the runs, everything else has one value for each run. */
    static Map<String, Figure> of(List<Chaos.Run> runs) {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("repeatedShare", each(runs, "% of calls", ChaosFigures::repeatedPercent));
        figures.put("jobs", each(runs, "jobs", run -> run.outcome().jobs()));
        figures.put("missing", sum(runs, "jobs", run -> run.outcome().missing()));
        figures.put("duplicates", sum(runs, "outcomes", run -> run.outcome().duplicates()));
        figures.put("wrong", sum(runs, "jobs", run -> run.outcome().wrong()));
        figures.put(
                "unexplained",
                sum(runs, "calls", run -> run.outcome().repeats().unexplained().size()));
        figures.put("early", sum(runs, "calls", run -> run.outcome().lateness().early()));
        figures.put("overstayed", sum(runs, "workers", run -> count(run, Story::overstayed)));
        figures.put("died", sum(runs, "workers", run -> count(run, Story::died)));
        figures.put(
                "repeatedCalls",
                each(runs, "calls", run -> run.outcome().repeats().all().size()));
        for (Cut.Cause cause : Cut.Cause.values()) {
            figures.put(
                    "repeated: " + cause.words(),
                    each(runs, "calls", run -> run.outcome().repeats().of(cause).size()));
        }
        for (Fault.Kind kind : Fault.Kind.values()) {
            figures.put(
                    kind.words(), each(runs, "times", run -> run.plan().counts().getOrDefault(kind, 0L)));
        }
        figures.put("unknownCommits", each(runs, "commits", ChaosFigures::unknownCommits));
        figures.put("longestWait", each(runs, "s", run -> seconds(run.outcome().longestWait())));
        figures.put("latestRetry", each(runs, "s", ChaosFigures::latestRetry));
        return figures;
    }

    /** The run in a few lines. */
    static List<String> lines(Chaos.Run run) {
        Outcome outcome = run.outcome();
        var lines = new ArrayList<String>();
        lines.add("%d jobs: %d missing, %d outcomes too many, %d wrong"
                .formatted(outcome.jobs(), outcome.missing(), outcome.duplicates(), outcome.wrong()));
        lines.add("%d calls, %d made again:"
                .formatted(outcome.calls(), outcome.repeats().all().size()));
        for (Cut.Cause cause : Cut.Cause.values()) {
            List<Call> first = outcome.repeats().of(cause);
            if (!first.isEmpty()) {
                lines.add("  %d %s: %d cut off, %d were to go on in memory, %d answered and not committed"
                        .formatted(
                                first.size(),
                                cause.words(),
                                first.stream().filter(call -> !call.answered()).count(),
                                first.stream()
                                        .filter(call -> call.answered() && !call.ends())
                                        .count(),
                                first.stream()
                                        .filter(call -> call.answered() && call.ends())
                                        .count()));
            }
        }
        lines.add(
                "%.0f commits of unknown outcome; the longest wait of an answer was %.1f s, the latest retry %.1f s late"
                        .formatted(unknownCommits(run), seconds(outcome.longestWait()), latestRetry(run)));
        outcome.repeats().unexplained().stream()
                .limit(20)
                .forEach(repeat -> lines.add("UNEXPLAINED " + repeat.call() + " again " + repeat.again()));
        return lines;
    }

    static String headline(List<Chaos.Run> runs) {
        return String.format(
                Locale.ROOT,
                "%d jobs, %d faults: %.0f missing, %.0f duplicates, %.1f %% of calls made again, %.0f of them"
                        + " unexplained",
                runs.stream().mapToInt(run -> run.outcome().jobs()).sum(),
                runs.stream().mapToInt(run -> run.plan().faults().size()).sum(),
                total(runs, run -> run.outcome().missing()),
                total(runs, run -> run.outcome().duplicates()),
                each(runs, "%", ChaosFigures::repeatedPercent).median(),
                total(runs, run -> run.outcome().repeats().unexplained().size()));
    }

    private static double repeatedPercent(Chaos.Run run) {
        return 100.0
                * run.outcome().repeats().all().size()
                / Math.max(1, run.outcome().calls());
    }

    private static double unknownCommits(Chaos.Run run) {
        return run.stories().stream().mapToInt(story -> story.log().unknown()).sum();
    }

    private static double latestRetry(Chaos.Run run) {
        return seconds(run.outcome().lateness().latest());
    }

    private static long count(Chaos.Run run, Predicate<Story> which) {
        return run.stories().stream().filter(which).count();
    }

    private static Figure each(List<Chaos.Run> runs, String unit, ToDoubleFunction<Chaos.Run> value) {
        return new Figure(unit, runs.stream().map(value::applyAsDouble).toList());
    }

    private static Figure sum(List<Chaos.Run> runs, String unit, ToDoubleFunction<Chaos.Run> value) {
        return new Figure(unit, List.of(total(runs, value)));
    }

    private static double total(List<Chaos.Run> runs, ToDoubleFunction<Chaos.Run> value) {
        return runs.stream().mapToDouble(value).sum();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
