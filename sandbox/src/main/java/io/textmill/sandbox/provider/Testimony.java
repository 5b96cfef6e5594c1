package io.textmill.sandbox.provider;

/**
 * What a simulator knows of a call that its model worked on: for judging what became of the answer.
 *
 * @param id {@code order_id}, {@code taskNo} or {@code id}
 * @param about the text that the prompt was about
 * @param said what the model says, possibly messy or wrong, before any limit of tokens cuts it off
 * @param truth the clean, right answer
 * @param readable whether a careful reader can get the truth from what was said; of a bare word, the label alone
 */
public record Testimony(String id, String about, String said, String truth, boolean readable) {}
