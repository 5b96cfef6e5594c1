package io.textmill.worker.provider;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes a provider's message fit for logs and results: on one line, at most 200 characters, without a credential and
 * without the text. Providers do quote keys and input in their errors.
 */
public final class Redaction {
    private static final int MAX_LENGTH = 200;
    /** So many characters in a row that also stand in the prompt are a quotation, not chance. */
    private static final int QUOTATION = 12;

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
        if (quotes(line, prompt.user())) {
            return "(withheld: the message quotes the text)";
        }
        return line.length() <= MAX_LENGTH ? line : cut(line);
    }

    private static String cut(String line) {
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
        return line.substring(0, end) + "…";
    }

    private static boolean quotes(String line, String text) {
        for (int i = 0; i + QUOTATION <= Math.min(line.length(), 10 * MAX_LENGTH); i++) {
            if (text.contains(line.substring(i, i + QUOTATION))) {
                return true;
            }
        }
        return false;
    }
}
