package io.textmill.bench.outage;

import io.textmill.bench.Figure;
import io.textmill.bench.Report;
import io.textmill.bench.quota.RatePlot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run came to: figures by name, a table, a headline. Pure. */
record Findings(Observed observed) {

    /** Those that goals are held against come first. */
    Map<String, Figure> figures() {
        Observed.Books books = observed.books();
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("callsOverNeeded", one("ratio", callsOverNeeded()));
        figures.put("deadLettered", one("jobs", books.deadLettered()));
        figures.put("missing", one("jobs", books.missing()));
        figures.put("duplicates", one("results", books.duplicates()));
        figures.put("fullRateAfterOutage", one("s", secondsToFullRate(Phase.RECOVERED)));
        figures.put("fullRateAfterStorm", one("s", secondsToFullRate(Phase.AFTER)));
        figures.put("caughtUpAfterOutage", one("s", secondsToCatchUp(Phase.RECOVERED)));
        figures.put("caughtUpAfterStorm", one("s", secondsToCatchUp(Phase.AFTER)));
        figures.put("chargedOverNeeded", one("ratio", overNeeded(books.charged())));
        figures.put("unrecorded", calls(made() - books.recorded()));
        for (Observed.Span span : observed.spans()) {
            String of = "." + span.phase().label();
            figures.put("calls" + of, calls(span.calls()));
            figures.put("extra" + of, calls(span.extra()));
            if (span.answered() > 0) {
                figures.put("callsOverAnswered" + of, one("ratio", (double) span.calls() / span.answered()));
            }
        }
        return figures;
    }

    /** As Markdown, a line for each phase. */
    String table() {
        var table = new StringBuilder("""
            | phase | the provider | lasted | calls | answered | without an answer | calls / answered |
            |---|---|---|---|---|---|---|
            """);
        for (Observed.Span span : observed.spans()) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f s | %d | %d | %d | %s |%n",
                    span.phase().label(),
                    span.phase().what(),
                    (span.to() - span.from()) / 1e6,
                    span.calls(),
                    span.answered(),
                    span.extra(),
                    span.answered() == 0
                            ? "–"
                            : String.format(Locale.ROOT, "%.3f", (double) span.calls() / span.answered())));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        """

                        %d jobs came, %d a second, of one call each; the worker may make %d calls a second. All calls over \
                        jobs: %.3f; charged calls over jobs: %.3f. Calls count in the phase in which they end, and the last \
                        phase ends with the last job. After the outage it took %.0f s to 95 %% of the full rate over 10 s, \
                        and %.0f s until what had piled up was worked off; after the storm %.0f s and %.0f s. Where a \
                        provider fails one call in five, 1.25 calls an answer are the least that can be.
                        """,
                        observed.books().jobs(),
                        observed.plan().flow(),
                        observed.plan().limit().perSecond(),
                        callsOverNeeded(),
                        overNeeded(observed.books().charged()),
                        secondsToFullRate(Phase.RECOVERED),
                        secondsToCatchUp(Phase.RECOVERED),
                        secondsToFullRate(Phase.AFTER),
                        secondsToCatchUp(Phase.AFTER)))
                .toString();
    }

    /** Calls over time. */
    List<Report.Picture> pictures() {
        String title = "Calls a second that came to the provider, through all phases";
        long from = observed.spans().getFirst().from();
        long to = observed.spans().getLast().to();
        var lines = List.of(
                new RatePlot.Line("answered", observed.traffic().perSecond(from, to)),
                new RatePlot.Line("refused", observed.traffic().refusedPerSecond(from, to)));
        List<RatePlot.Mark> marks = observed.spans().stream()
                .map(span -> new RatePlot.Mark(
                        (span.from() - from) / 1e6, span.phase().label()))
                .toList();
        return List.of(new Report.Picture(
                "", title, RatePlot.svg(title, lines, marks, observed.plan().limit())));
    }

    String headline() {
        return String.format(
                Locale.ROOT,
                "%.3f calls for each call needed through an outage of %d s, 20 %% errors and a throttle storm of %d s;"
                        + " %d jobs dead-lettered, %d without a result; full rate %.0f s after the outage, %.0f s after"
                        + " the storm",
                callsOverNeeded(),
                observed.plan().of(Phase.DOWN).toSeconds(),
                observed.plan().of(Phase.STORM).toSeconds(),
                observed.books().deadLettered(),
                observed.books().missing(),
                secondsToFullRate(Phase.RECOVERED),
                secondsToFullRate(Phase.AFTER));
    }

    private double callsOverNeeded() {
        return overNeeded(made());
    }

    /** A job needs one call. */
    private double overNeeded(long calls) {
        return (double) calls / Math.max(1, observed.books().jobs());
    }

    /** As the worker counts them: a refused connection is in no provider's books. */
    private long made() {
        return observed.spans().stream().mapToLong(Observed.Span::calls).sum();
    }

    private double secondsToFullRate(Phase phase) {
        Observed.Span span = span(phase);
        return observed.traffic().secondsToSettle(observed.plan().limit(), span.from(), span.to());
    }

    private double secondsToCatchUp(Phase phase) {
        Observed.Span span = span(phase);
        return CatchUp.seconds(
                observed.published(), observed.traffic(), observed.plan().flow(), span.from(), span.to());
    }

    private Observed.Span span(Phase phase) {
        return observed.spans().stream()
                .filter(span -> span.phase() == phase)
                .findFirst()
                .orElseThrow();
    }

    private static Figure calls(long number) {
        return one("calls", (double) number);
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }
}
