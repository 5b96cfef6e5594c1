package io.textmill.bench.answers;

import io.textmill.bench.Figure;
import io.textmill.contract.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to: figures by name, a table, a headline. Pure.
 *
 * @param byArm in the order of messiness
 * @param packed the packed short texts
 */
record Findings(Map<Arm, Totals> byArm, PackedRun packed) {

    /** Those that goals are held against come first. */
    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("wrong", one("jobs", wrong()));
        figures.put("jobsPerCall", one("jobs/call", packed.jobsPerCall()));
        figures.put("callsSaved", one("%", 100.0 * (packed.jobs() - packed.calls()) / Math.max(1, packed.jobs())));
        figures.put("wrong.packed", one("jobs", packed.wrong()));
        figures.put("succeeded.packed", one("%", 100.0 * packed.succeeded() / Math.max(1, packed.jobs())));
        byArm.forEach((arm, totals) -> {
            put(figures, arm.name(), totals);
            for (Task task : Task.values()) {
                put(figures, arm.name() + "." + task.wireName(), totals.of(task));
            }
        });
        return figures;
    }

    private static void put(Map<String, Figure> figures, String of, Totals totals) {
        figures.put("valid." + of, one("%", totals.valid()));
        figures.put("wrong." + of, one("jobs", totals.wrong()));
        figures.put("refused." + of, one("jobs", totals.ended(Verdict.End.REFUSED)));
        figures.put("failed." + of, one("jobs", totals.ended(Verdict.End.FAILED) + totals.ended(Verdict.End.MISSING)));
        figures.put("again." + of, one("%", totals.again()));
        figures.put("againNeedless." + of, one("%", totals.needless()));
        figures.put("lost." + of, one("values", totals.lost()));
        figures.put("ungrounded." + of, one("%", totals.ungrounded()));
        figures.put("callsPerJob." + of, one("calls", totals.callsPerJob()));
    }

    /** As Markdown, a line for each arm and task. */
    String table() {
        var table = new StringBuilder("""
            | messiness | jobs | valid | wrongly accepted | refused | failed else | asked again | of these needless | \
            values lost | ungrounded | calls a job |
            |---|---|---|---|---|---|---|---|---|---|---|
            """);
        byArm.forEach((arm, totals) -> {
            table.append(line(arm.name() + " %", totals));
            for (Task task : Task.values()) {
                table.append(line(arm.name() + " %, " + task.wireName(), totals.of(task)));
            }
        });
        return table.append(String.format(
                        Locale.ROOT,
                        """

                        Valid: a success that the schema of results and the job's own options accept. Wrongly accepted: \
                        a success that is not what the models meant. Refused: failed because answers could not be read, \
                        asked twice. Asked again: calls that put the same question once more, percent of all calls; \
                        needless where the answer before could be read.

                        Packing: %d tweets took %d calls of a model with 8k tokens, %.2f jobs a call, at 20 %% messiness; \
                        %d succeeded, %d with another label than alone.%s
                        """,
                        packed.jobs(),
                        packed.calls(),
                        packed.jobsPerCall(),
                        packed.succeeded(),
                        packed.wrong(),
                        " At most %d jobs a call.".formatted(Arm.PACK)))
                .toString();
    }

    private static String line(String name, Totals totals) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f %% | %d | %d | %d | %.2f %% | %.2f %% | %d | %.2f %% | %.2f |%n",
                name,
                totals.jobs(),
                totals.valid(),
                totals.wrong(),
                totals.ended(Verdict.End.REFUSED),
                totals.ended(Verdict.End.FAILED) + totals.ended(Verdict.End.MISSING),
                totals.again(),
                totals.needless(),
                totals.lost(),
                totals.ungrounded(),
                totals.callsPerJob());
    }

    String headline() {
        var valid = byArm.entrySet().stream()
                .map(arm -> String.format(
                        Locale.ROOT,
                        "%.2f %% at %s %% messiness",
                        arm.getValue().valid(),
                        arm.getKey().name()))
                .toList();
        return String.format(
                Locale.ROOT,
                "%s of %d texts with a valid result; %d wrongly accepted; %.2f tweets a call",
                String.join(", ", valid),
                byArm.values().stream().mapToInt(Totals::jobs).max().orElse(0),
                wrong(),
                packed.jobsPerCall());
    }

    private int wrong() {
        return byArm.values().stream().mapToInt(Totals::wrong).sum();
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }
}
