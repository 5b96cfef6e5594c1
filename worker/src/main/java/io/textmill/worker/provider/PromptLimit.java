package io.textmill.worker.provider;

import io.textmill.worker.text.TextUnit;
import io.textmill.worker.text.TokenCount;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How large a prompt may be, instruction and text together.
 *
 * @param unit what is counted
 * @param max how many of them; of tokens so many for the prompt and the answer together
 * @param form which form of prompts the provider takes
 * @param defaultOutputTokens the longest answer to ask for when the task does not know better
 * @param tokens how tokens are counted; null where none are
 */
public record PromptLimit(
        Unit unit,
        int max,
        Form form,
        int defaultOutputTokens,
        @Nullable TokenCount tokens) {
    /** What a chat puts around its messages: three or four for each, and three before the answer. */
    private static final int FRAMING_TOKENS = 16;

    /** Below this no answer is worth asking for. */
    private static final int SHORTEST_ANSWER = 64;

    public PromptLimit {
        if ((unit == Unit.TOKENS) != (tokens != null)) {
            throw new IllegalArgumentException("a limit in tokens needs a count of tokens, and no other does");
        }
    }

    /** A limit that is not one of tokens. */
    public PromptLimit(Unit unit, int max, Form form, int defaultOutputTokens) {
        this(unit, max, form, defaultOutputTokens, null);
    }

    /** That of a model whose context takes so many tokens. */
    public static PromptLimit ofContext(int contextTokens, TokenCount tokens, Form form, int defaultOutputTokens) {
        return new PromptLimit(Unit.TOKENS, contextTokens - FRAMING_TOKENS, form, defaultOutputTokens, tokens);
    }

    /**
     * In what a text's size is counted for this limit.
     *
     * @param prompt puts a text into its prompt
     */
    public TextUnit textUnit(UnaryOperator<String> prompt) {
        if (tokens != null) {
            return TextUnit.tokens(tokens, prompt);
        }
        return unit == Unit.UTF8_BYTES ? TextUnit.UTF8 : TextUnit.UTF16;
    }

    /** What a prompt may take that leaves room for such an answer, up to half of a context. */
    public int maxPrompt(int outputTokens) {
        return unit == Unit.TOKENS ? max - Math.min(outputTokens, max / 2) : max;
    }

    /** The longest answer to ask for: what was wanted, or what a prompt leaves of the context. */
    public int outputTokens(Prompt prompt) {
        int wanted = prompt.maxOutputTokens();
        String joined = prompt.joined();
        if (tokens == null || TextUnit.UTF8.of(joined) + wanted <= max) {
            return wanted;
        }
        return Math.clamp(max - tokens.atMost(joined), 1, wanted);
    }

    /** How large that is, in this limit's unit. */
    public int size(String text) {
        return textUnit(UnaryOperator.identity()).of(text);
    }

    /** Refuses an empty or too large prompt before anything is sent; null when it may go. */
    public Outcome.@Nullable Invalid refusal(Prompt prompt) {
        if (Invisible.is(prompt.user())) {
            return Outcome.Invalid.local("empty_prompt", "there is nothing to work on");
        }
        // An answer that was cut off is asked for again with a larger one, which then has what the prompt leaves.
        int most = maxPrompt(SHORTEST_ANSWER);
        String joined = prompt.joined();
        return textUnit(UnaryOperator.identity()).fits(joined, most)
                ? null
                : Outcome.Invalid.local(
                        "prompt_too_long", "the prompt has " + size(joined) + " " + unit + " of at most " + most);
    }

    /** What a provider counts. */
    public enum Unit {
        /** UTF-16 code units, the stricter reading of "characters". */
        UTF16_UNITS,
        /** Bytes of UTF-8. */
        UTF8_BYTES,
        /** Tokens, as the model counts them. */
        TOKENS
    }

    /** Which form of prompts. */
    public enum Form {
        /** One string with the shortest possible instruction: every byte of it costs paid calls. */
        SHORT,
        /** One string with the full instruction. */
        FULL,
        /** A system message with the full instruction, and a user message with the text. */
        ROLES
    }
}
