package io.textmill.worker.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked in one call.
 *
 * @param system the instruction, where the provider has a system role; null where {@code user} carries it
 * @param user what the model is to work on; with a null {@code system} the instruction and the text in one
 * @param maxOutputTokens the longest answer, in tokens; providers without such a parameter ignore it
 * @param format what form the answer is to have
 * @param chatId a conversation to continue, where the provider knows them and the job asks for it
 * @param version the prompt file and its version, such as {@code summarize.short.zh@1}
 */
public record Prompt(
        @Nullable String system,
        String user,
        int maxOutputTokens,
        AnswerFormat format,
        @Nullable String chatId,
        String version) {

    private static final Pattern OPENING = Pattern.compile("<(text-[0-9a-f]+)>\n");

    /** A prompt for any JSON object, or for words. */
    public Prompt(
            @Nullable String system,
            String user,
            int maxOutputTokens,
            boolean json,
            @Nullable String chatId,
            String version) {
        this(system, user, maxOutputTokens, AnswerFormat.of(json), chatId, version);
    }

    /** Whether the answer is to be a JSON object. */
    public boolean json() {
        return !(format instanceof AnswerFormat.Text);
    }

    /** The same prompt with a larger answer allowed. */
    public Prompt withMaxOutputTokens(int tokens) {
        return new Prompt(system, user, tokens, format, chatId, version);
    }

    /** The text alone: between the delimiters where there are some, else all that follows the line of the instruction. */
    public String text() {
        Matcher opening = OPENING.matcher(user);
        if (opening.find()) {
            int end = user.lastIndexOf("\n</" + opening.group(1) + ">");
            return user.substring(opening.end(), Math.max(end, opening.end()));
        }
        return system == null ? user.substring(user.indexOf('\n') + 1) : user;
    }

    /** Instruction and text in one string, for providers without roles. */
    public String joined() {
        return system == null ? user : system + "\n\n" + user;
    }
}
