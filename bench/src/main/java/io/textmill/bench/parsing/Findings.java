package io.textmill.bench.parsing;

import io.textmill.bench.Figure;
import io.textmill.bench.parsing.Arm.Mark;
import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How each arm read each answer.
 *
 * @param answers the table
 * @param marks of each arm, in the table's order
 */
record Findings(List<MalformedAnswer> answers, Map<Arm, List<Mark>> marks) {

    static Findings of(List<MalformedAnswer> answers) {
        Map<Arm, List<Mark>> marks = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            marks.put(arm, arm.marks(answers));
        }
        return new Findings(answers, marks);
    }

    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("answers", one("answers", answers.size()));
        figures.put("readable", one("answers", readable()));
        for (Arm arm : Arm.values()) {
            String prefix = arm.name().toLowerCase(Locale.ROOT);
            figures.put(prefix + "Wrong", one("answers", count(arm, Mark.WRONG)));
            figures.put(prefix + "RightOfReadable", one("%", rightOfReadable(arm)));
            figures.put(prefix + "Right", one("answers", count(arm, Mark.RIGHT)));
            figures.put(prefix + "Refused", one("answers", count(arm, Mark.REFUSED)));
        }
        return figures;
    }

    String headline() {
        return String.format(
                Locale.ROOT,
                "%d malformed answers, %d with a right reading: ours reads %.1f %% of these right and %d wrong; strict"
                        + " Jackson %.1f %% and %d, lenient Jackson %.1f %% and %d",
                answers.size(),
                readable(),
                rightOfReadable(Arm.OURS),
                count(Arm.OURS, Mark.WRONG),
                rightOfReadable(Arm.STRICT),
                count(Arm.STRICT, Mark.WRONG),
                rightOfReadable(Arm.LENIENT),
                count(Arm.LENIENT, Mark.WRONG));
    }

    /** As Markdown: a line for each arm, then one for each answer. */
    String text() {
        var text = new StringBuilder("""
            | reader | right, of those with a right reading | refused, of those without | wrong |
            |---|---|---|---|
            """);
        for (Arm arm : Arm.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d of %d | %d of %d | %d |%n",
                    arm.label(),
                    count(arm, Mark.RIGHT),
                    readable(),
                    count(arm, Mark.REFUSED, answer -> answer.reading().isEmpty()),
                    answers.size() - readable(),
                    count(arm, Mark.WRONG)));
        }
        text.append(
                "%n| task | answer | should be | ours | strict Jackson | lenient Jackson |%n|---|---|---|---|---|---|%n"
                        .formatted());
        for (int i = 0; i < answers.size(); i++) {
            MalformedAnswer answer = answers.get(i);
            text.append("| %s | %s | %s |"
                    .formatted(
                            answer.task().wireName(),
                            answer.name(),
                            answer.reading().isPresent() ? "right" : "refused"));
            for (Arm arm : Arm.values()) {
                Mark mark = marks(arm).get(i);
                text.append(
                        mark == Mark.WRONG ? " **wrong** |" : " " + mark.name().toLowerCase(Locale.ROOT) + " |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private List<Mark> marks(Arm arm) {
        return Objects.requireNonNull(marks.get(arm));
    }

    private int readable() {
        return (int)
                answers.stream().filter(answer -> answer.reading().isPresent()).count();
    }

    private double rightOfReadable(Arm arm) {
        return 100.0 * count(arm, Mark.RIGHT) / readable();
    }

    private int count(Arm arm, Mark mark) {
        return count(arm, mark, _ -> true);
    }

    private int count(Arm arm, Mark mark, Predicate<MalformedAnswer> of) {
        int count = 0;
        for (int i = 0; i < answers.size(); i++) {
            count += marks(arm).get(i) == mark && of.test(answers.get(i)) ? 1 : 0;
        }
        return count;
    }

    private static Figure one(String unit, double value) {
        return new Figure(unit, List.of(value));
    }
}
