package io.textmill.worker.provider;

import org.jspecify.annotations.Nullable;

/**
 * What is asked in one call.
 *
 * @param system the instruction, where the provider has a system role; null where {@code user} carries it
 * @param user what the model is to work on; with a null {@code system} the instruction and the text in one
 * @param maxOutputTokens the longest answer, in tokens; providers without such a parameter ignore it
 * @param json whether the answer is to be a JSON object: switches JSON mode on where the endpoint has one
 * @param chatId a conversation to continue, where the provider knows them and the job asks for it
 * @param version the prompt file and its version, such as {@code summarize.short.zh@1}
 */
public record Prompt(
        @Nullable String system,
        String user,
        int maxOutputTokens,
        boolean json,
        @Nullable String chatId,
        String version) {

    /** The same prompt with a larger answer allowed. */
    public Prompt withMaxOutputTokens(int tokens) {
        return new Prompt(system, user, tokens, json, chatId, version);
    }

    /** Instruction and text in one string, for providers without roles. */
    public String joined() {
        return system == null ? user : system + "\n\n" + user;
    }
}
