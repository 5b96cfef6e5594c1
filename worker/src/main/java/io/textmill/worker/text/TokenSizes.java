package io.textmill.worker.text;

import java.util.function.UnaryOperator;

/**
 * The tokens that a text adds to a prompt, counted with the whole prompt around it: tokens reach across the place where
 * instruction and text meet, so that counts of the two do not add up.
 */
final class TokenSizes implements Sizes {
    private final TokenCount count;
    private final UnaryOperator<String> prompt;
    private final int bare;

    TokenSizes(TokenCount count, UnaryOperator<String> prompt) {
        this.count = count;
        this.prompt = prompt;
        this.bare = count.atMost(prompt.apply(""));
    }

    @Override
    public int of(String text) {
        return count.atMost(prompt.apply(text)) - bare;
    }

    /** A token has a byte at least, so most texts need not be counted for a large room. */
    @Override
    public boolean fits(String text, int room) {
        String whole = prompt.apply(text);
        return TextUnit.UTF8.of(whole) <= room + bare || count.atMost(whole) <= room + bare;
    }

    /** As the text has them on its own: a cut through a token makes two of it or more. */
    @Override
    public int[] before(String text) {
        return count.before(text);
    }
}
