package io.textmill.bench.parsing;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Recording;
import io.textmill.bench.Report;
import io.textmill.bench.Screen;
import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How malformed answers are read: right, refused or wrong. */
@Command(
        name = "parsing",
        description =
                "Reads a table of malformed answers of the three tasks with the worker's own parser, and with Jackson"
                        + " strict and as lenient as it can be: right, refused or wrong.")
public final class ParsingCommand implements Callable<Integer> {
    private static final String NAME = "parsing";
    private static final String ABOUT = """
        Answers as models really write them (`malformed-answers.txt` in the sandbox), each with its right reading or the \
        demand that it be refused. Ours is what the worker makes of a first answer: an answer after which it asks again is \
        refused. Jackson reads JSON strictly, or with all its lenient features on, and checks types, labels and the range \
        of scores; for a summary that is no JSON it takes the answer as it is. Nothing is drawn at random or timed.\
        """;

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Screen screen;

    /** The command, which shows itself there. */
    public ParsingCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var recording = Recording.begin(NAME, options);
        Findings findings = Findings.of(MalformedAnswer.all());
        screen.say(findings.text());
        var report = recording.report(
                ABOUT,
                findings.figures(),
                recording.goals(),
                findings.headline(),
                new Report.Annex(Map.of(), findings.text(), List.of()));
        return recording.publish(report, screen);
    }
}
