package io.textmill.bench.answers;

import io.textmill.bench.BenchOptions;
import io.textmill.bench.Recording;
import io.textmill.bench.Report;
import io.textmill.bench.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What real texts come to with models that write badly: valid results, wrongly accepted answers, calls. */
@Command(
        name = "answers",
        description =
                "All texts of ../shared/corpora through one worker and the simulators of all four providers, whose"
                    + " answers are messy in 0, 20 and 50 of a hundred cases: valid results, results that are not what"
                    + " the models meant, re-asks, calls. Then the tweets alone, packed. Takes about 6 minutes, with"
                    + " --quick 2.")
public final class AnswersCommand implements Callable<Integer> {
    private static final String NAME = "answers";
    private static final String ABOUT = """
        One worker as a process of its own; a broker and the simulators of four providers, all without JSON mode, in the \
        process of the bench. Every text is a job with one of several options, the providers in turn. Results are held \
        against the schema, the jobs' own options, and what each simulated model knows to be the right answer to what it \
        was asked, merged over the parts by the rule that the contract states.\
        """;
    private static final List<Integer> MESSINESS = List.of(0, 20, 50);

    /** Of each file, for a check. */
    private static final int QUICK = 30;

    /** A defect repeats itself; a few examples tell it. */
    private static final int SHOWN = 20;

    @Mixin
    private BenchOptions options = new BenchOptions();

    private final Screen screen;

    /** The command, which shows itself there. */
    public AnswersCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        var recording = Recording.begin(NAME, options);
        Findings findings = findings(Text.all(recording.jars().root(), options.quick() ? QUICK : Integer.MAX_VALUE));
        var report = recording.report(
                ABOUT,
                findings.figures(),
                recording.goals(),
                findings.headline(),
                new Report.Annex(Map.of(), findings.table(), List.of()));
        return recording.publish(report, screen);
    }

    private Findings findings(List<Text> texts) throws InterruptedException {
        var trial = new Trial(screen, options.seed());
        var byArm = new LinkedHashMap<Arm, Totals>();
        Seen clean = null;
        for (int percent : MESSINESS) {
            Arm arm = Arm.messy(percent);
            screen.say("%d texts, %d %% messy".formatted(texts.size(), percent));
            Seen seen = trial.run(arm, Asked.of(texts, arm.providers(), false));
            byArm.put(arm, new Totals(verdicts(seen)));
            clean = clean == null ? seen : clean;
        }
        List<Text> tweets = texts.stream().filter(Text::isTweet).toList();
        screen.say("%d tweets, packed".formatted(tweets.size()));
        Arm packed = Arm.packed();
        Seen seen = trial.run(packed, Asked.of(tweets, packed.providers(), true));
        return new Findings(byArm, PackedRun.of(seen, clean == null ? seen : clean));
    }

    private List<Verdict> verdicts(Seen seen) {
        List<Verdict> verdicts = new Judge().judge(seen);
        int shown = 0;
        for (int i = 0; i < verdicts.size() && shown < SHOWN; i++) {
            Verdict verdict = verdicts.get(i);
            if (verdict.end() != Verdict.End.SUCCEEDED
                    || !verdict.flaws().isEmpty()
                    || !verdict.wrong().isEmpty()) {
                shown++;
                screen.say("  %s, %s: %s %s"
                        .formatted(seen.jobs().get(i).jobId(), verdict.end(), verdict.flaws(), verdict.wrong()));
            }
        }
        return verdicts;
    }
}
