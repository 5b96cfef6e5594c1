package io.textmill.bench.answers;

import io.textmill.contract.Task;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Sums over what became of the jobs of one run.
 *
 * @param verdicts one for each job
 */
record Totals(List<Verdict> verdicts) {
    Totals {
        verdicts = List.copyOf(verdicts);
    }

    Totals of(Task task) {
        return new Totals(
                verdicts.stream().filter(verdict -> verdict.task() == task).toList());
    }

    int jobs() {
        return verdicts.size();
    }

    /** Percent of all jobs. */
    double valid() {
        return percent(count(Verdict::isValid), jobs());
    }

    int ended(Verdict.End end) {
        return count(verdict -> verdict.end() == end);
    }

    /** Successes that are not what the models meant. */
    int wrong() {
        return count(verdict -> !verdict.wrong().isEmpty());
    }

    /** Values that models meant and results do not have. */
    int lost() {
        return sum(verdict -> verdict.lost().size());
    }

    /** Calls that asked the same once more, percent of all. */
    double again() {
        return percent(
                sum(verdict -> verdict.calls().again()),
                sum(verdict -> verdict.calls().made()));
    }

    /** The same after an answer that can be read. */
    double needless() {
        return percent(
                sum(verdict -> verdict.calls().needless()),
                sum(verdict -> verdict.calls().made()));
    }

    double callsPerJob() {
        return (double) sum(verdict -> verdict.calls().made()) / Math.max(1, jobs());
    }

    /** Values that do not stand in the text, percent of all. */
    double ungrounded() {
        return percent(
                sum(verdict -> verdict.places().ungrounded()),
                sum(verdict -> verdict.places().values()));
    }

    private int count(Predicate<Verdict> which) {
        return (int) verdicts.stream().filter(which).count();
    }

    private int sum(ToIntFunction<Verdict> number) {
        return verdicts.stream().mapToInt(number).sum();
    }

    private static double percent(int some, int all) {
        return 100.0 * some / Math.max(1, all);
    }
}
