package io.textmill.worker.provider;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a provider's message fit for logs and results: on one line, at most 200 characters, without a credential and
 * without the text. Providers do quote keys and input in their errors. What they say about a text is not published at all:
 * see {@link Meaning#words()}.
 */
public final class Redaction {
    private static final int MAX_LENGTH = 200;
    private static final String WITHHELD = "(withheld: the message quotes the text)";
    /** What any provider's codes look like; anything else in their place is text. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:/-]{1,64}");

    private final List<String> secrets;

    /** Masks these, as they are, percent-encoded, and in lower or upper case. */
    public Redaction(String... secrets) {
        this.secrets = Stream.of(secrets)
                .flatMap(secret -> Stream.of(secret, HttpCall.encode(secret)))
                .flatMap(secret -> Stream.of(secret, secret.toLowerCase(Locale.ROOT), secret.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    /** The message of an answer to that prompt. */
    public String clean(String message, Prompt prompt) {
        String masked = message;
        for (String secret : secrets) {
            masked = masked.replace(secret, "********");
        }
        String line =
                masked.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ").strip();
        // A quotation may begin within what is shown and be told from chance only after it.
        if (Quotation.of(prompt).isIn(head(line, 10 * MAX_LENGTH))) {
            return WITHHELD;
        }
        return line.length() <= MAX_LENGTH ? line : head(line, MAX_LENGTH - 1) + "…";
    }

    /** A code that the tables do not know: itself when it looks like one and quotes nothing, else the other. */
    public String code(String code, String otherwise, Prompt prompt) {
        return CODE.matcher(code).matches() && clean(code, prompt).equals(code) ? code : otherwise;
    }

    /** At most so many characters, none cut in half. */
    static String head(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
