package io.textmill.bench.quota;

import io.textmill.bench.Figure;
import io.textmill.bench.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all trials together came to: figures by name, tables, plots. Pure. */
record Findings(List<Trial.Result> results) {
    private static final List<Integer> WINDOWS = List.of(1, 10, 60);

    /** One step of one trial. */
    private record Row(Trial trial, Trial.Measured measured) {}

    Findings {
        results = List.copyOf(results);
    }

    /** Those that goals are held against come first, and are the worst of what was measured. */
    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("steadyEven", worst(is(Step.Kind.STEADY, Load.EVEN)));
        figures.put("steadySkew", worst(is(Step.Kind.STEADY, Load.SKEW)));
        figures.put("scaling", worst(row -> row.measured.step().kind() == Step.Kind.SCALING));
        List<Row> ours = ours(_ -> true);
        double calls = sum(ours, Trial.Measured::calls);
        figures.put("refused", one("share", calls == 0 ? 0 : sum(ours, Trial.Measured::refused) / calls));
        for (int i = 0; i < WINDOWS.size(); i++) {
            int window = i;
            double most = ours.stream()
                    .mapToDouble(row -> row.measured.overshoot().get(window))
                    .max()
                    .orElse(0);
            figures.put("overshoot" + WINDOWS.get(i), one("calls", most));
        }
        rows(_ -> true).forEach(row -> {
            String of =
                    "." + row.trial.name() + "." + row.measured.step().name().replace(' ', '-');
            figures.put("utilisation" + of, one("share", row.measured.utilisation()));
            figures.put("refused" + of, one("share", refusedShare(row.measured)));
            figures.put("settled" + of, one("s", row.measured.settled()));
        });
        return figures;
    }

    /** As Markdown, all steps of all trials. */
    String table() {
        var table = new StringBuilder("""
            | limit divided | backlog | step | workers | utilisation | refused | beyond in 1 s | 10 s | 60 s | settled after |
            |---|---|---|---|---|---|---|---|---|---|
            """);
        rows(_ -> true)
                .forEach(row -> table.append("| %s |%n".formatted(String.join(" | ", cells(row.trial, row.measured)))));
        return table.append(NOTES).toString();
    }

    private static final String NOTES = """

        Utilisation: calls accepted over calls allowed, in the step's time, while there is a backlog; where tokens are \
        limited too, of whichever is nearer to its limit. Refused: of all calls. Beyond: calls that came in the worst \
        window over what it allows, refused ones included. Settled: until 10 s at 95 % of the limit or more; of the step \
        named `start`, from the moment when all workers had joined the group; a step that is as long as this never settled.
        """;

    /** One line for the screen. */
    static String line(Trial trial, Trial.Measured measured) {
        return String.format(
                Locale.ROOT,
                "  %-8s %d workers: utilisation %6.2f %%, refused %5.2f %% of %d, beyond in 1/10/60 s %s, settled"
                        + " after %.0f s",
                measured.step().name(),
                measured.workers(),
                100 * measured.utilisation(),
                100 * refusedShare(measured),
                measured.calls(),
                measured.overshoot(),
                measured.settled());
    }

    /** The runs that tell the whole story, by backlog, one picture for each. */
    List<Report.Picture> pictures() {
        var pictures = new ArrayList<Report.Picture>();
        for (Load load : Load.values()) {
            List<Trial.Result> runs = results.stream()
                    .filter(run -> run.trial().load() == load
                            && run.trial().workers() == 4
                            && !run.trial().limit().countsTokens())
                    .toList();
            if (!runs.isEmpty()) {
                String title = "Calls accepted a second, backlog " + load.label();
                pictures.add(new Report.Picture(load.label(), title, plot(title, runs)));
            }
        }
        return pictures;
    }

    private static String plot(String title, List<Trial.Result> runs) {
        List<RatePlot.Line> lines = runs.stream()
                .map(run -> new RatePlot.Line(run.trial().arm().label(), run.perSecond()))
                .toList();
        // Where each step of the first run began; those of the others differ by a second or two.
        Trial.Result first = runs.getFirst();
        List<RatePlot.Mark> marks = IntStream.range(0, first.marks().size())
                .mapToObj(i -> new RatePlot.Mark(
                        first.marks().get(i), first.steps().get(i).step().name()))
                .toList();
        return RatePlot.svg(title, lines, marks, first.trial().limit());
    }

    String headline() {
        Map<String, Figure> figures = figures();
        return String.format(
                Locale.ROOT,
                "%.1f %% of the limit used with an even backlog, %.1f %% with 80 %% of it in one partition, %.1f %%"
                    + " while the fleet grows and shrinks (each the worst); %.2f %% refused, %.0f calls beyond in 60"
                    + " s",
                percent(figures, "steadyEven"),
                percent(figures, "steadySkew"),
                percent(figures, "scaling"),
                percent(figures, "refused"),
                value(figures, "overshoot60"));
    }

    private static List<String> cells(Trial trial, Trial.Measured measured) {
        var cells = new ArrayList<>(List.of(
                trial.arm().label(),
                trial.load().label() + (trial.limit().countsTokens() ? ", tokens" : ""),
                measured.step().name(),
                Integer.toString(measured.workers()),
                String.format(Locale.ROOT, "%.2f %%", 100 * measured.utilisation()),
                String.format(Locale.ROOT, "%.2f %%", 100 * refusedShare(measured))));
        measured.overshoot().forEach(calls -> cells.add(Long.toString(calls)));
        cells.add(String.format(Locale.ROOT, "%.0f s", measured.settled()));
        return cells;
    }

    private static double refusedShare(Trial.Measured measured) {
        return measured.calls() == 0 ? 0 : (double) measured.refused() / measured.calls();
    }

    private static Predicate<Row> is(Step.Kind kind, Load load) {
        return row -> row.measured.step().kind() == kind && row.trial.load() == load;
    }

    /** The least utilisation of the default's such steps; 0 when there are none, so that a goal is not met by silence. */
    private Figure worst(Predicate<Row> which) {
        return one(
                "share",
                ours(which).stream()
                        .mapToDouble(row -> row.measured.utilisation())
                        .min()
                        .orElse(0));
    }

    /** Of the default, without the trials in which tokens are limited too. */
    private List<Row> ours(Predicate<Row> which) {
        return rows(which)
                .filter(row ->
                        row.trial.arm() == Arm.BACKLOG && !row.trial.limit().countsTokens())
                .toList();
    }

    private Stream<Row> rows(Predicate<Row> which) {
        return results.stream()
                .flatMap(run -> run.steps().stream().map(step -> new Row(run.trial(), step)))
                .filter(which);
    }

    private static double sum(List<Row> rows, ToDoubleFunction<Trial.Measured> of) {
        return rows.stream().mapToDouble(row -> of.applyAsDouble(row.measured)).sum();
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }

    private static double percent(Map<String, Figure> figures, String name) {
        return 100 * value(figures, name);
    }

    private static double value(Map<String, Figure> figures, String name) {
        Figure figure = figures.get(name);
        return figure == null ? 0 : figure.median();
    }
}
