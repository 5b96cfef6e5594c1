package io.textmill.bench.engine;

import io.textmill.bench.DotPlot;
import io.textmill.bench.Figure;
import io.textmill.bench.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The tables and plots of the record. Pure. */
final class ResultText {
    private final Findings findings;

    ResultText(Findings findings) {
        this.findings = findings;
    }

    /** Ours in a line, as far as it was measured. */
    String headline() {
        int work = findings.extent().delayedMillis().getFirst();
        String rate = findings.jobsPerSecond(Arm.OURS, work)
                .map(it -> "%s jobs/s exactly once at %d ms of work".formatted(Report.rounded(it.median()), work))
                .orElse("ours was not measured");
        String times = findings.timesOf(Arm.PARALLEL_CONSUMER_TRANSACTIONAL, work)
                .map(it -> ", %s times Parallel Consumer's transactional mode".formatted(Report.rounded(it.median())))
                .orElse("");
        String delay = findings.delay(Arm.OURS, work, Delay::p50)
                .flatMap(p50 -> findings.delay(Arm.OURS, work, Delay::p99)
                        .map(p99 -> "; adds %s ms at p50 and %s ms at p99 at half load"
                                .formatted(Report.rounded(p50.median()), Report.rounded(p99.median()))))
                .orElse("");
        return rate + times + delay;
    }

    /** Markdown. */
    String tables() {
        List<Integer> works = findings.extent().workMillis();
        var text = new StringBuilder();
        text.append("Jobs a second, by the work of a job: median (least to greatest of the rounds).%n%n".formatted());
        text.append(table(works, findings::jobsPerSecond));
        text.append("%nHow many times as many ours does, in the same round.%n%n".formatted());
        text.append(table(works, findings::timesOf));
        text.append(
                "%nFrom append to visible result beyond the work, in milliseconds, under half of the arm's own rate.%n%n"
                        .formatted());
        text.append(delays());
        text.append("%nThe arms, each a process with a class path of its own and at most %d jobs at a time:%n"
                .formatted(findings.extent().concurrency()));
        findings.arms().forEach(arm -> text.append("- `%s`: %s.%n".formatted(arm.label(), arm.about())));
        text.append("%nResults beyond one for each job: %s.%n"
                .formatted(findings.arms().stream()
                        .map(arm -> arm.label() + " " + findings.duplicates(arm))
                        .collect(Collectors.joining(", "))));
        findings.voids()
                .forEach(trial -> text.append("Void: %s in round %d: %s%n"
                        .formatted(
                                trial.arm().label(),
                                trial.round(),
                                trial.fault().lines().findFirst().orElse(""))));
        return text.toString();
    }

    List<Report.Picture> pictures() {
        List<String> works = findings.extent().workMillis().stream()
                .map(work -> work + " ms")
                .toList();
        var rates = new LinkedHashMap<String, Map<String, Figure>>();
        var delays = new LinkedHashMap<String, Map<String, Figure>>();
        for (Arm arm : findings.arms()) {
            var ratesOfArm = new LinkedHashMap<String, Figure>();
            findings.extent()
                    .workMillis()
                    .forEach(work ->
                            findings.jobsPerSecond(arm, work).ifPresent(it -> ratesOfArm.put(work + " ms", it)));
            rates.put(arm.label(), ratesOfArm);
            var delaysOfArm = new LinkedHashMap<String, Figure>();
            findings.extent().delayedMillis().forEach(work -> {
                findings.delay(arm, work, Delay::p50).ifPresent(it -> delaysOfArm.put("p50, " + work + " ms", it));
                findings.delay(arm, work, Delay::p99).ifPresent(it -> delaysOfArm.put("p99, " + work + " ms", it));
            });
            delays.put(arm.label(), delaysOfArm);
        }
        List<String> percentiles = findings.extent().delayedMillis().stream()
                .flatMap(work -> List.of("p50, " + work + " ms", "p99, " + work + " ms").stream())
                .toList();
        return List.of(
                new Report.Picture(
                        "",
                        "jobs a second by work",
                        DotPlot.svg("jobs/s by the work of a job, median and range of the rounds", works, rates)),
                new Report.Picture(
                        "delay",
                        "milliseconds beyond the work",
                        DotPlot.svg("ms from append to visible, beyond the work, at half load", percentiles, delays)));
    }

    private String table(List<Integer> works, BiFunction<Arm, Integer, Optional<Figure>> figure) {
        var table = new StringBuilder("| arm |");
        works.forEach(work -> table.append(" %d ms |".formatted(work)));
        table.append("%n|---|%s%n".formatted("---|".repeat(works.size())));
        for (Arm arm : findings.arms()) {
            if (works.stream().noneMatch(work -> figure.apply(arm, work).isPresent())) {
                continue;
            }
            table.append("| %s |".formatted(arm.label()));
            works.forEach(work -> table.append(" %s |"
                    .formatted(figure.apply(arm, work).map(ResultText::cell).orElse("-"))));
            table.append("%n".formatted());
        }
        return table.toString();
    }

    private String delays() {
        var table = new StringBuilder("| arm | work | load, jobs/s | p50 | p99 |%n|---|---|---|---|---|%n".formatted());
        for (Arm arm : findings.arms()) {
            for (int work : findings.extent().delayedMillis()) {
                table.append("| %s | %d ms | %s | %s | %s |%n"
                        .formatted(
                                arm.label(),
                                work,
                                findings.load(arm, work).map(ResultText::cell).orElse("-"),
                                findings.delay(arm, work, Delay::p50)
                                        .map(ResultText::cell)
                                        .orElse("-"),
                                findings.delay(arm, work, Delay::p99)
                                        .map(ResultText::cell)
                                        .orElse("-")));
            }
        }
        return table.toString();
    }

    private static String cell(Figure figure) {
        return "%s (%s to %s)"
                .formatted(Report.rounded(figure.median()), Report.rounded(figure.min()), Report.rounded(figure.max()));
    }
}
