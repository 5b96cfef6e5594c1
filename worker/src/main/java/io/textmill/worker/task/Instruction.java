package io.textmill.worker.task;

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

    /** What is said of the answer before; left out where nothing is, or where there is no room for it. */
    private static final Pattern COMPLAINT =
            Pattern.compile(PromptFile.COMPLAINT + "([^" + PromptFile.COMPLAINT + "]*)" + PromptFile.COMPLAINT);

    /** How large a text may be. */
    int room() {
        return limit.max() - unit().of(over("").joined());
    }

    boolean fits(String text) {
        return unit().of(text) <= room();
    }

    TextUnit unit() {
        return switch (limit.unit()) {
            case UTF16_UNITS -> TextUnit.UTF16;
            case UTF8_BYTES -> TextUnit.UTF8;
        };
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
