package io.textmill.worker.provider;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How large a prompt may be, instruction and text together.
 *
 * @param unit what is counted
 * @param max how many of them
 * @param form which form of prompts the provider takes
 * @param defaultOutputTokens the longest answer to ask for when the task does not know better
 */
public record PromptLimit(Unit unit, int max, Form form, int defaultOutputTokens) {

    /** How large that is, in this limit's unit. */
    public int size(String text) {
        return switch (unit) {
            case UTF16_UNITS -> text.length();
            case UTF8_BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }

    /** Refuses an empty or too large prompt before anything is sent; null when it may go. */
    public Outcome.@Nullable Invalid refusal(Prompt prompt) {
        if (Invisible.is(prompt.user())) {
            return Outcome.Invalid.local("empty_prompt", "there is nothing to work on");
        }
        int size = size(prompt.joined());
        return size <= max
                ? null
                : Outcome.Invalid.local(
                        "prompt_too_long", "the prompt has " + size + " " + unit + " of at most " + max);
    }

    /** What a provider counts. */
    public enum Unit {
        /** UTF-16 code units, the stricter reading of "characters". */
        UTF16_UNITS,
        /** Bytes of UTF-8. */
        UTF8_BYTES
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
