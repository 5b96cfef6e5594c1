package io.textmill.worker.task;

import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.task.Asking.Query;
import io.textmill.worker.task.Prompts.Kind;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans judgements: one call for each part of the text, merged by length. */
record Sentiment(Prompts prompts) implements Planner {
    /** A judgement is short; the rest is for models that talk around it. */
    private static final int OUTPUT_TOKENS = 256;

    private static final int OUTPUT_TOKENS_PER_ASPECT = 40;

    @Override
    public Step plan(Job job, PromptLimit limit, int maxCalls) {
        SentimentOptions options = (SentimentOptions) job.options();
        Instruction first = instruction("ask", job, options, limit);
        Instruction again = instruction("again", job, options, limit);
        int room = Math.min(first.room(), again.room());
        if (!Failures.hasRoom(room) && first.unit().of(job.text()) > room) {
            return Failures.noRoom(limit, room);
        }
        List<Part> parts = Splitter.split(job.text(), first.unit(), room).stream()
                .filter(part -> !part.own().of(job.text()).isBlank())
                .toList();
        if (parts.size() > maxCalls) {
            return Failures.tooManyCalls(parts.size(), maxCalls);
        }
        Labels labels = new Labels(options.labels());
        SentimentAnswer answers = new SentimentAnswer(labels, options.aspects());
        List<Query<Tally.Vote>> queries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String text = parts.get(i).own().of(job.text());
            Integer part = parts.size() == 1 ? null : (Integer) i;
            Packable packable = part == null ? packable(job, options, limit, text) : null;
            queries.add(new Query<>(
                    first.question(text, part).with(packable),
                    why -> again.question(text, part, why),
                    answer -> vote(first, answers, answer, text)));
        }
        return Asking.ask(queries, votes -> finish(new Tally(labels), votes, options.aspects()));
    }

    private @Nullable Packable packable(Job job, SentimentOptions options, PromptLimit limit, String text) {
        PromptFile file = prompts.file(Kind.PACK, limit.form(), Wording.of(job).tongue());
        return SentimentPack.packable(file, options, limit, text);
    }

    private static Reading<Tally.Vote> vote(
            Instruction instruction, SentimentAnswer answers, String answer, String text) {
        if (instruction.isEchoedIn(answer)) {
            return Reading.refused("an echo of the prompt");
        }
        return switch (answers.read(answer, text)) {
            case Reading.Right<JobResult.Sentiment>(JobResult.Sentiment sentiment) ->
                Reading.right(new Tally.Vote(sentiment, text.strip().length()));
            case Reading.Refused<JobResult.Sentiment>(String why) -> Reading.refused(why);
        };
    }

    private static Step finish(Tally tally, List<Tally.Vote> votes, List<String> aspects) {
        return new Step.Finished(new Step.Judgement(tally.merge(votes, aspects), votes.size()));
    }

    private Instruction instruction(String section, Job job, SentimentOptions options, PromptLimit limit) {
        PromptFile file =
                prompts.file(Kind.SENTIMENT, limit.form(), Wording.of(job).tongue());
        return new Instruction(
                limit,
                file.version(),
                file.fill(section, Map.of("template", template(options))),
                OUTPUT_TOKENS + OUTPUT_TOKENS_PER_ASPECT * options.aspects().size(),
                limit.form() == PromptLimit.Form.ROLES ? AnswerSchema.of(options) : new AnswerFormat.Json(),
                options.chatId());
    }

    static String template(SentimentOptions options) {
        String labels = Json.quoted(String.join("|", options.labels()));
        String aspects = options.aspects().stream()
                .map(aspect -> Json.quoted(aspect) + ":\"label\"")
                .collect(Collectors.joining(","));
        return "{\"label\":" + labels + ",\"score\":-1..1" + (aspects.isEmpty() ? "" : ",\"aspects\":{" + aspects + "}")
                + "}";
    }
}
