package io.textmill.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A benchmark that runs, on its way to a report: knows what it is called, how it was started, and when.
 *
 * @param bench its name
 * @param command how to run it again
 * @param options as they were given
 * @param jars of this build, in whose clone the goals and the results are
 * @param at when it began
 */
public record Recording(String bench, String command, BenchOptions options, Jars jars, Instant at) {

    /** One that begins now. */
    public static Recording begin(String bench, BenchOptions options) {
        return new Recording(bench, options.asCommand(bench), options, Jars.ofThisBuild(), Instant.now());
    }

    /** The same, started with more options than every benchmark has: {@code " --jobs 5"}. */
    public Recording with(String more) {
        return new Recording(bench, command + more, options, jars, at);
    }

    /** The same under another name, which has other goals. */
    public Recording named(String name) {
        return new Recording(name, command, options, jars, at);
    }

    /** Its goals. */
    public List<Goal> goals() {
        return Goal.of(bench, jars.root());
    }

    /** A report that all goals of the benchmark are held against, and which has nothing beside its figures. */
    public Report report(String about, Map<String, Figure> figures, String headline) {
        return report(about, figures, goals(), headline, Report.Annex.NONE);
    }

    /** A report that those goals are held against. */
    public Report report(
            String about, Map<String, Figure> figures, List<Goal> goals, String headline, Report.Annex annex) {
        List<Goal.Outcome> outcomes =
                goals.stream().map(goal -> goal.against(figures)).toList();
        return new Report(bench, about, command, options.seed(), at, figures, outcomes, headline, annex);
    }

    /**
     * Puts a report where the options want it.
     *
     * @return the exit status: 1 when goals are checked and one is missed
     */
    public int publish(Report report, Screen screen) {
        return Publication.publish(report, options, jars.root(), screen);
    }
}
