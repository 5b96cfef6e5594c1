package io.textmill.bench.journal;

import io.textmill.bench.Figure;
import io.textmill.bench.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What all rounds together came to: figures by name, a headline. Pure. */
record Findings(List<Round> rounds) {

    /**
     * One turn of each arm.
     *
     * @param with the journal
     * @param without it
     */
    record Round(Measured with, Measured without) {
        private double added(ToDoubleFunction<Measured> of) {
            return of.applyAsDouble(with) - of.applyAsDouble(without);
        }
    }

    Findings {
        rounds = List.copyOf(rounds);
    }

    /** What the journal adds comes first: differences within each round. */
    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("addedMean", figure("ms", round -> round.added(Measured::mean)));
        figures.put("addedMedian", figure("ms", round -> round.added(call -> call.quantile(0.5))));
        figures.put("addedP99", figure("ms", round -> round.added(call -> call.quantile(0.99))));
        figures.put("appendsPerCall", figure("appends", round -> round.with.appendsPerCall()));
        figures.put("bytesPerCall", figure("bytes", round -> round.with.bytesPerCall()));
        figures.put("appendMean", figure("ms", round -> round.with.appendMillis()));
        figures.put(
                "throughputRatio",
                figure("ratio", round -> round.with.jobsPerSecond() / round.without.jobsPerSecond()));
        arm(figures, "with", Round::with);
        arm(figures, "without", Round::without);
        return figures;
    }

    String headline() {
        Map<String, Figure> figures = figures();
        return "the journal adds %s ms to a call at the median and %s ms at p99, %s appends and %s bytes a call; jobs/s at"
                        .formatted(
                                median(figures, "addedMedian"),
                                median(figures, "addedP99"),
                                median(figures, "appendsPerCall"),
                                median(figures, "bytesPerCall"))
                + String.format(
                        Locale.ROOT,
                        " zero latency %.0f %% of those without it",
                        100 * figures.getOrDefault("throughputRatio", none()).median());
    }

    /** One line for the screen. */
    static String line(String arm, Measured measured) {
        return String.format(
                Locale.ROOT,
                "  %-7s call mean %.1f ms, median %.0f, p99 %.0f; %.2f appends and %.0f bytes a call; %.0f jobs/s",
                arm,
                measured.mean(),
                measured.quantile(0.5),
                measured.quantile(0.99),
                measured.appendsPerCall(),
                measured.bytesPerCall(),
                measured.jobsPerSecond());
    }

    private void arm(Map<String, Figure> figures, String name, Function<Round, Measured> arm) {
        figures.put("callMean." + name, figure("ms", round -> arm.apply(round).mean()));
        figures.put("callMedian." + name, figure("ms", round -> arm.apply(round).quantile(0.5)));
        figures.put("callP99." + name, figure("ms", round -> arm.apply(round).quantile(0.99)));
        figures.put(
                "jobsPerSecond." + name,
                figure("jobs/s", round -> arm.apply(round).jobsPerSecond()));
    }

    private Figure figure(String unit, ToDoubleFunction<Round> of) {
        return new Figure(unit, rounds.stream().map(of::applyAsDouble).toList());
    }

    private static String median(Map<String, Figure> figures, String name) {
        return Report.rounded(figures.getOrDefault(name, none()).median());
    }

    private static Figure none() {
        return new Figure("", List.of(0.0));
    }
}
