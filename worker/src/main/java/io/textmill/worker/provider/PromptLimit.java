package io.textmill.worker.provider;

/**
 * How large a prompt may be, instruction and text together.
 *
 * @param unit what is counted
 * @param max how many of them
 * @param form which form of prompts the provider takes
 * @param defaultOutputTokens the longest answer to ask for when the task does not know better
 */
public record PromptLimit(Unit unit, int max, Form form, int defaultOutputTokens) {

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
