package io.textmill.sandbox.provider;

/**
 * A simple estimate of tokens: one for every character beyond ASCII, one for every four ASCII characters begun. Real
 * tokenizers differ by some ten percent; bills of the sandbox are by this one.
 */
final class Tokens {

    private static final int ASCII_PER_TOKEN = 4;

    private Tokens() {}

    static int count(String text) {
        int ascii = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 128) {
                ascii++;
            } else if (!Character.isLowSurrogate(text.charAt(i))) {
                others++;
            }
        }
        return others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
    }

    /** The longest beginning of the text that has at most so many tokens; never half a character. */
    static String first(int tokens, String text) {
        int quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowSurrogate(text.charAt(i))) {
                continue;
            }
            quarters += text.charAt(i) < 128 ? 1 : ASCII_PER_TOKEN;
            if (quarters > tokens * (long) ASCII_PER_TOKEN) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
