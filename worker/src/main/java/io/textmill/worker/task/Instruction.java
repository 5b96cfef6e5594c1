package io.textmill.worker.task;

import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.text.TextUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told to do with a text, in the form its provider takes.
 *
 * <p>The short form is one line and the text after it. The others put the text between delimiters whose code the text does
 * not contain, so that nothing in it can end them.
 *
 * @param limit the provider's limit
 * @param version the prompt file's version
 * @param words the instruction
 * @param maxOutputTokens the longest answer
 * @param format what form the answer is to have
 * @param chatId see {@link Prompt#chatId()}
 */
record Instruction(
        PromptLimit limit,
        String version,
        String words,
        int maxOutputTokens,
        AnswerFormat format,
        @Nullable String chatId) {

    /**
     * Of a hash over the text, so it is the same in every worker. So many that nobody finds a text with the code of its own
     * hash in it, in whatever letters that look like ours: that would take 2^64 trials.
     */
    private static final int NONCE_DIGITS = 16;

    /** An instruction for any JSON object, or for words. */
    Instruction(
            PromptLimit limit,
            String version,
            String words,
            int maxOutputTokens,
            boolean json,
            @Nullable String chatId) {
        this(limit, version, words, maxOutputTokens, AnswerFormat.of(json), chatId);
    }

    /** Tokens by which two instructions may differ in what a text adds to them: at its ends, and in its delimiters. */
    private static final int SEAMS = 8;

    /** What is said of the answer before; left out where nothing is, or where there is no room for it. */
    private static final Pattern COMPLAINT =
            Pattern.compile(PromptFile.COMPLAINT + "([^" + PromptFile.COMPLAINT + "]*)" + PromptFile.COMPLAINT);

    /** How large a text may be. */
    int room() {
        int bare = limit.size(over("").joined());
        return limit.maxPrompt(maxOutputTokens) - bare - (limit.tokens() == null ? 0 : SEAMS);
    }

    boolean fits(String text) {
        return unit().fits(text, room());
    }

    TextUnit unit() {
        return limit.textUnit(text -> over(text).joined());
    }

    Step.Question question(String text, @Nullable Integer part) {
        return new Step.Question(over(text), part);
    }

    /** The question that also says what was wrong with the answer before, in the most words for which there is room. */
    Step.Question question(String text, @Nullable Integer part, String why) {
        boolean chinese = version.contains(".zh@");
        for (String complaint : Complaint.forms(why, chinese)) {
            Prompt prompt = over(
                    text,
                    COMPLAINT
                            .matcher(words)
                            .replaceAll(clause ->
                                    Matcher.quoteReplacement(clause.group(1).replace(PromptFile.ERROR, complaint))));
            if (unit().of(prompt.joined()) <= limit.max()) {
                return new Step.Question(prompt, part);
            }
        }
        return question(text, part);
    }

    /** The prompt that puts this instruction before that text. */
    Prompt over(String text) {
        return over(text, COMPLAINT.matcher(words).replaceAll(""));
    }

    private Prompt over(String text, String instruction) {
        String nonce = nonce(text);
        String told = instruction.replace(PromptFile.NONCE, nonce);
        String fenced = "<text-" + nonce + ">\n" + text + "\n</text-" + nonce + ">";
        return switch (limit.form()) {
            case SHORT -> prompt(null, told + "\n" + text);
            case FULL -> prompt(null, told + "\n" + fenced);
            case ROLES -> prompt(told, fenced);
        };
    }

    /** Whether an answer repeats the instruction: its first line, as far as the template of the answer. */
    boolean isEchoedIn(String answer) {
        String line =
                COMPLAINT.matcher(words).replaceAll("").lines().findFirst().orElse("");
        int template = line.indexOf('{');
        String opening = (template < 0 ? line : line.substring(0, template)).strip();
        return opening.length() >= 8 && answer.contains(opening);
    }

    private Prompt prompt(@Nullable String system, String user) {
        return new Prompt(system, user, maxOutputTokens, format, chatId, version);
    }

    private String nonce(String text) {
        return limit.form() == Form.SHORT ? "" : code(text, NONCE_DIGITS);
    }

    /** A code of so many digits that the text does not contain. */
    static String code(String text, int digits) {
        for (int round = 0; ; round++) {
            String code = hash(round + ":" + text).substring(0, digits);
            if (!text.contains(code)) {
                return code;
            }
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
