package io.textmill.worker.task;

import io.textmill.contract.JobResult;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Judges several short texts in one call. Each stands after a line with a code that none of the texts contains, so that
 * no text can begin another one.
 *
 * @param file the words
 * @param options of every one of the texts
 * @param limit the provider's limit
 */
record SentimentPack(PromptFile file, SentimentOptions options, PromptLimit limit) implements Pack {
    /** Longer texts are judged better by themselves, and would leave no room for others. */
    private static final int LONGEST_TEXT = 1_000;

    /** For what models write around the answers. */
    private static final int OUTPUT_TOKENS = 256;

    private static final int OUTPUT_TOKENS_PER_TEXT = 64;

    private static final int OUTPUT_TOKENS_PER_ASPECT = 40;

    /** More would leave no room for the texts in a model of 4,096 tokens, and lose much when it is cut off. */
    private static final int MOST_OUTPUT_TOKENS = 2_048;

    private static final int MARK_DIGITS = 8;
    private static final int SHORT_MARK_DIGITS = 4;

    /** A text that may be judged together with others; null for one that may not. */
    static @Nullable Packable packable(PromptFile file, SentimentOptions options, PromptLimit limit, String text) {
        // A conversation that goes on is one job's own.
        return options.chatId() != null || text.length() > LONGEST_TEXT
                ? null
                : new Packable(new SentimentPack(file, options, limit), text);
    }

    @Override
    public boolean takes(List<String> texts) {
        return outputTokens(texts.size()) <= MOST_OUTPUT_TOKENS
                && Opening.areTellable(texts)
                && limit.refusal(prompt(texts)) == null;
    }

    @Override
    public Prompt prompt(List<String> texts) {
        String all = String.join("\n", texts);
        String mark = Instruction.code(all, limit.form() == PromptLimit.Form.SHORT ? SHORT_MARK_DIGITS : MARK_DIGITS);
        var body = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            body.append(i == 0 ? "#" : "\n#")
                    .append(mark)
                    .append(' ')
                    .append(i + 1)
                    .append('\n');
            body.append(texts.get(i));
        }
        String judgement = Sentiment.template(options).substring(1);
        String echo = Json.quoted(file.fill("echo", Map.of()));
        Map<String, String> slots = Map.of(
                "count",
                Integer.toString(texts.size()),
                "mark",
                mark,
                "template",
                "{\"answers\":[{\"index\":1,\"echo\":" + echo + "," + judgement + "]}");
        return new Instruction(limit, file.version(), file.fill("ask", slots), outputTokens(texts.size()), true, null)
                .over(body.toString());
    }

    private int outputTokens(int texts) {
        int each = OUTPUT_TOKENS_PER_TEXT
                + OUTPUT_TOKENS_PER_ASPECT * options.aspects().size();
        return OUTPUT_TOKENS + texts * each;
    }

    @Override
    public List<Optional<String>> read(String answer, List<String> texts) {
        List<Optional<ObjectNode>> entries = new PackAnswer(texts).entries(answer);
        var answers = new SentimentAnswer(new Labels(options.labels()), options.aspects());
        return IntStream.range(0, texts.size())
                .mapToObj(i -> entries.get(i).flatMap(entry -> alone(entry, answers, texts.get(i))))
                .toList();
    }

    /** The answer that is read as this entry is, had it been given to the text alone. */
    private static Optional<String> alone(ObjectNode entry, SentimentAnswer answers, String text) {
        return answers.read(entry.toString(), text) instanceof Reading.Right<JobResult.Sentiment>(var sentiment)
                ? Optional.of(written(sentiment))
                        .filter(written -> answers.read(written, text) instanceof Reading.Right<JobResult.Sentiment>)
                : Optional.empty();
    }

    private static String written(JobResult.Sentiment sentiment) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("label", sentiment.label()).put("score", sentiment.score());
        if (!sentiment.aspects().isEmpty()) {
            ObjectNode aspects = node.putObject("aspects");
            sentiment.aspects().forEach(aspects::put);
        }
        return node.toString();
    }
}
