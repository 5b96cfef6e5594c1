package io.textmill.sandbox.answer;

import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Answers a prompt as a plausible model would: a deterministic function of seed and prompt, linear in its length. */
public final class Model {

    private final long seed;
    private final double messiness;

    /** The share of answers about several texts in which it loses count. */
    private final double slips;

    private final boolean gullible;

    /**
     * A model.
     *
     * @param seed models of different seeds mangle different answers
     * @param messiness the share of answers in a form that takes care to read, 0 to 1; a tenth of it beside that is
     *     no answer to the question at all. Asked about several texts at once, it also loses count in that share of answers
     * @param gullible whether it obeys instructions that stand in the text
     */
    public Model(long seed, double messiness, boolean gullible) {
        this(seed, messiness, messiness, gullible);
    }

    private Model(long seed, double messiness, double slips, boolean gullible) {
        if (!(slips >= 0 && slips <= 1)) {
            throw new IllegalArgumentException("messiness must be 0 to 1, not " + slips);
        }
        this.seed = seed;
        this.messiness = messiness;
        this.slips = slips;
        this.gullible = gullible;
    }

    /** A model whose answers are always JSON; it may still lose count of several texts. */
    public static Model ofJson(long seed, double messiness, boolean gullible) {
        return new Model(seed, 0, messiness, gullible);
    }

    /** What the model says to that system message, if any, and that user message. */
    public Reply answer(@Nullable String system, String user) {
        Question question = PromptReader.read(system, user);
        Answer clean = answer(question);
        String truth = clean.text();
        if (question instanceof Question.Chat) {
            return new Reply(truth, truth, false, true);
        }
        Optional<String> order = gullible ? order(system, user, question, clean) : Optional.empty();
        if (order.isPresent()) {
            return new Reply(order.get(), truth, true, false);
        }
        SplittableRandom random = new SplittableRandom(seed ^ fingerprint(system, user));
        double luck = random.nextDouble();
        if (luck < messiness / 10) {
            return BadReply.choose(random, question, clean);
        }
        if (question instanceof Question.Pack
                && clean instanceof Answer.Data(var json)
                && random.nextDouble() < slips) {
            clean = new Answer.Data(PackJudge.slip(json, random));
        }
        boolean hasCounted = clean.text().equals(truth);
        if (luck < messiness * 1.1) {
            return new Reply(
                    Mess.choose(random, clean).mangle(clean, question.chinese(), random), truth, false, hasCounted);
        }
        return new Reply(clean.text(), truth, false, hasCounted);
    }

    /** What a prompt wants to have worked on, without the instruction around it. */
    public static String material(@Nullable String system, String user) {
        return PromptReader.read(system, user).text();
    }

    /** What it says because the text tells it to. */
    private static Optional<String> order(@Nullable String system, String user, Question question, Answer clean) {
        String text = question.text();
        if (Gullibility.asksForTheInstruction(text)) {
            String before = user.substring(0, Math.max(0, user.lastIndexOf(text)));
            return Optional.of((system == null ? before : system + "\n" + before).strip());
        }
        return Gullibility.orderIn(text).or(() -> Dictation.applied(question, clean));
    }

    private static Answer answer(Question question) {
        return switch (question) {
            case Question.Summary summary -> new Answer.Prose(Summarizer.summarize(summary));
            case Question.Sentiment sentiment -> new Answer.Data(SentimentJudge.judge(sentiment));
            case Question.Pack pack -> new Answer.Data(PackJudge.judge(pack));
            case Question.Extraction extraction -> new Answer.Data(Extractor.extract(extraction));
            case Question.Chat chat -> new Answer.Prose(SmallTalk.reply(chat));
        };
    }

    /** FNV-1a over the UTF-16 units of both messages. */
    private static long fingerprint(@Nullable String system, String user) {
        long hash = 0xcbf29ce484222325L;
        String all = system == null ? user : system + '\0' + user;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /**
     * What a model said, and what would have been right.
     *
     * @param text what the model says, possibly messy, wrong or misled
     * @param truth the clean, right answer
     * @param obeyed whether it obeyed an instruction that stood in the text
     * @param readable whether a careful reader can get the truth from the text; for a sentiment given as a bare word,
     *     its label alone
     */
    public record Reply(String text, String truth, boolean obeyed, boolean readable) {}
}
