package io.textmill.worker.task;

import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import io.textmill.worker.text.TextUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
 * @param json whether the answer is a JSON object
 * @param chatId see {@link Prompt#chatId()}
 */
record Instruction(
        PromptLimit limit,
        String version,
        String words,
        int maxOutputTokens,
        boolean json,
        @Nullable String chatId) {

    private static final int NONCE_DIGITS = 8;

    /** Tokens by which two instructions may differ in what a text adds to them: at its ends, and in its delimiters. */
    private static final int SEAMS = 8;

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

    /** The prompt that puts this instruction before that text. */
    Prompt over(String text) {
        String nonce = nonce(text);
        String told = words.replace(PromptFile.NONCE, nonce);
        String fenced = "<text-" + nonce + ">\n" + text + "\n</text-" + nonce + ">";
        return switch (limit.form()) {
            case SHORT -> prompt(null, told + "\n" + text);
            case FULL -> prompt(null, told + "\n" + fenced);
            case ROLES -> prompt(told, fenced);
        };
    }

    /** Whether an answer repeats the instruction: its first line, as far as the template of the answer. */
    boolean isEchoedIn(String answer) {
        String line = words.lines().findFirst().orElse("");
        int template = line.indexOf('{');
        String opening = (template < 0 ? line : line.substring(0, template)).strip();
        return opening.length() >= 8 && answer.contains(opening);
    }

    private Prompt prompt(@Nullable String system, String user) {
        return new Prompt(system, user, maxOutputTokens, json, chatId, version);
    }

    private String nonce(String text) {
        if (limit.form() == Form.SHORT) {
            return "";
        }
        for (int round = 0; ; round++) {
            String nonce = hash(round + ":" + text).substring(0, NONCE_DIGITS);
            if (!text.contains(nonce)) {
                return nonce;
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
