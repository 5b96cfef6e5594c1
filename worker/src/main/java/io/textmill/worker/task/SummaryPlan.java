package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.SummarizeOptions.Style;
import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Asking.Query;
import io.textmill.worker.task.Prompts.Kind;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Splitter;
import io.textmill.worker.text.TextUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one summary.
 *
 * <p>A long text: each part is summarized within a budget that lets three and more of these summaries into one merge, and
 * a longer answer is cut to the budget at a sentence; so every level has fewer texts than the one before, and a third of
 * them where all are merged, and the number of calls is known before the first. A part within the budget is its own
 * summary.
 *
 * <p>A summary above the length asked for is given back once to be shortened. What is still above it then, or does not fit
 * into a prompt, is cut: at a sentence, a list at a line.
 */
record SummaryPlan(
        Summarize task, Job job, SummarizeOptions options, PromptLimit limit, Wording wording, int maxCharacters) {

    private static final int SMALLEST_FAN_IN = 3;
    private static final String SEPARATOR = "\n";

    /** A summary of a part needs no more, whatever the provider takes: about 200 English words. */
    private static final int ROOMY_BUDGET = 1200;

    /** What fits into a merge. */
    private record Merging(MergeTree tree, int budget) {}

    Step begin(int maxCalls) {
        SummaryRequest whole = summarize(options.style(), maxCharacters);
        String text = job.text().strip();
        if (whole.fits(text)) {
            return maxCalls < 1
                    ? Failures.tooManyCalls(1, maxCalls)
                    : Asking.ask(List.of(whole.query(text, null)), answers -> finish(answers.getFirst(), 1, 0));
        }
        int mergeRoom = Math.min(
                merge(options.style(), maxCharacters).room(),
                merge(Style.PARAGRAPH, Math.max(2 * ROOMY_BUDGET, maxCharacters))
                        .room());
        if (!Failures.hasRoom(mergeRoom)) {
            return Failures.noRoom(limit, mergeRoom);
        }
        Merging merging = merging(mergeRoom, whole.unit());
        SummaryRequest partly = summarize(Style.PARAGRAPH, characters(merging.budget(), whole.unit()));
        if (!Failures.hasRoom(partly.room())) {
            return Failures.noRoom(limit, partly.room());
        }
        return map(partly, merging, maxCalls);
    }

    private Merging merging(int room, TextUnit unit) {
        int separator = unit.of(SEPARATOR);
        int third = (room - (SMALLEST_FAN_IN - 1) * separator) / SMALLEST_FAN_IN;
        int roomy = Math.max(ROOMY_BUDGET, 2 * Math.min(maxCharacters, ROOMY_BUDGET)) * bytes(unit);
        int budget = Math.min(third, roomy);
        return new Merging(new MergeTree((room + separator) / (budget + separator)), budget);
    }

    /** How many characters to ask for, so that the answer is within the budget. */
    private int characters(int budget, TextUnit unit) {
        return budget / bytes(unit);
    }

    private int bytes(TextUnit unit) {
        return unit == TextUnit.UTF16 || wording.latin() ? 1 : 3;
    }

    private Step map(SummaryRequest partly, Merging merging, int maxCalls) {
        String text = job.text().strip();
        List<String> parts = Splitter.split(text, partly.unit(), partly.room()).stream()
                .map(Part::own)
                .map(span -> span.of(text))
                .filter(part -> !part.isBlank())
                .toList();
        List<Query<String>> queries = new ArrayList<>();
        List<Optional<String>> asIs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean small = partly.unit().of(part.strip()) <= merging.budget();
            asIs.add(small ? Optional.of(part.strip()) : Optional.empty());
            if (!small) {
                queries.add(partly.query(part, i));
            }
        }
        int calls = queries.size() + merging.tree().merges(parts.size());
        if (calls > maxCalls) {
            return Failures.tooManyCalls(calls, maxCalls);
        }
        return Asking.ask(queries, answers -> {
            List<String> summaries = filled(asIs, cutToBudget(answers, merging, partly.unit()));
            return reduce(summaries, merging, parts.size(), 1);
        });
    }

    private Step reduce(List<String> summaries, Merging merging, int parts, int level) {
        if (summaries.size() <= merging.tree().fanIn()) {
            SummaryRequest last = merge(options.style(), maxCharacters);
            return Asking.ask(
                    List.of(last.query(String.join(SEPARATOR, summaries), null)),
                    answers -> finish(answers.getFirst(), parts, level));
        }
        SummaryRequest middle = merge(Style.PARAGRAPH, characters(merging.budget(), unit()));
        List<Query<String>> queries = new ArrayList<>();
        List<Optional<String>> asIs = new ArrayList<>();
        int from = 0;
        for (int size : merging.tree().level(summaries.size())) {
            List<String> group = summaries.subList(from, from + size);
            asIs.add(size == 1 ? Optional.of(group.getFirst()) : Optional.empty());
            if (size > 1) {
                queries.add(middle.query(String.join(SEPARATOR, group), null));
            }
            from += size;
        }
        return Asking.ask(queries, answers -> {
            List<String> merged = filled(asIs, cutToBudget(answers, merging, unit()));
            return reduce(merged, merging, parts, level + 1);
        });
    }

    private Step finish(String summary, int parts, int levels) {
        if (summary.length() <= maxCharacters) {
            return finished(summary, parts, levels, false);
        }
        SummaryRequest shorter = summarize(options.style(), maxCharacters);
        if (!shorter.fits(summary)) {
            return cut(summary, parts, levels);
        }
        return new Step.Ask(List.of(shorter.first().question(summary, null)), answers -> {
            Reading<String> reading = shorter.read(summary, answers.getFirst());
            String shortened = reading instanceof Reading.Right<String>(String text) ? text : summary;
            return shortened.length() <= maxCharacters
                    ? finished(shortened, parts, levels, false)
                    : cut(shortened, parts, levels);
        });
    }

    private Step cut(String summary, int parts, int levels) {
        String cut = switch (options.style()) {
            case PARAGRAPH -> SummaryText.cut(summary, TextUnit.UTF16, maxCharacters);
            case BULLETS -> SummaryText.cutAtLine(summary, maxCharacters);
        };
        return Invisible.is(cut)
                ? Failures.of(ErrorCode.ANSWER_UNUSABLE, "a summary of which nothing is left when it is cut")
                : finished(cut, parts, levels, true);
    }

    private static Step finished(String summary, int parts, int levels, boolean cut) {
        return new Step.Finished(new Step.Summary(summary, parts, levels, cut));
    }

    private static List<String> cutToBudget(List<String> answers, Merging merging, TextUnit unit) {
        return answers.stream()
                .map(answer -> SummaryText.cut(answer, unit, merging.budget()))
                .toList();
    }

    /** The given texts, and the answers in the places without one. */
    private static List<String> filled(List<Optional<String>> asIs, List<String> answers) {
        List<String> texts = new ArrayList<>();
        int next = 0;
        for (Optional<String> text : asIs) {
            texts.add(text.isPresent() ? text.get() : answers.get(next++));
        }
        return texts;
    }

    private TextUnit unit() {
        return summarize(Style.PARAGRAPH, maxCharacters).unit();
    }

    private SummaryRequest summarize(Style style, int characters) {
        return task.request(this, Kind.SUMMARIZE, style, characters);
    }

    private SummaryRequest merge(Style style, int characters) {
        return task.request(this, Kind.MERGE, style, characters);
    }
}
