package io.textmill.worker.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a message quotes a prompt, in whatever way it may have been written on its way: other case or width,
 * other line breaks, escaped for JSON, URLs or HTML.
 *
 * @param prompt instruction and text, normalised
 * @param text the text alone, normalised
 */
record Quotation(String prompt, String text) {
    /** So many characters in a row that also stand in the prompt are a quotation, not chance. */
    private static final int RUN = 12;
    /** Six Chinese characters are two to four words. */
    private static final int RUN_WITH_HAN = 6;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern UNICODE = Pattern.compile("\\\\+u([0-9A-Fa-f]{4})");
    private static final Pattern NUMBERED = Pattern.compile("&#(?:([0-9]{1,7})|[xX]([0-9A-Fa-f]{1,6}));");
    private static final Pattern NAMED = Pattern.compile("&(lt|gt|amp|quot|apos|nbsp);");
    private static final Map<String, String> NAMES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");
    /** Escapes that stand for white space, or before a character; a plus stands for a space in forms. */
    private static final Pattern DROPPED = Pattern.compile("\\\\+[nrtbf]?|[+\\s\\p{Cc}\\p{Cf}\\p{Z}]+");

    static Quotation of(Prompt prompt) {
        return new Quotation(normalised(prompt.joined()), normalised(prompt.text()));
    }

    /** A short text is compared whole, any other and the instruction run by run. */
    boolean isIn(String message) {
        String found = normalised(message);
        int run = HAN.matcher(text).find() ? RUN_WITH_HAN : RUN;
        if (text.length() < run && !text.isEmpty() && found.contains(text)) {
            return true;
        }
        for (int i = 0; i + RUN_WITH_HAN <= found.length(); i++) {
            String six = found.substring(i, i + RUN_WITH_HAN);
            if (HAN.matcher(six).find() && prompt.contains(six)) {
                return true;
            }
            if (i + RUN <= found.length() && prompt.contains(found.substring(i, i + RUN))) {
                return true;
            }
        }
        return false;
    }

    private static String normalised(String text) {
        String plain = PERCENT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(decoded(found.group())));
        plain = UNICODE.matcher(plain)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        plain = NUMBERED.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(character(found)));
        plain = NAMED.matcher(plain)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(NAMES.get(found.group(1)))));
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return DROPPED.matcher(plain).replaceAll("");
    }

    private static String decoded(String percent) {
        return URLDecoder.decode(percent, StandardCharsets.UTF_8);
    }

    private static String character(MatchResult number) {
        int codePoint =
                number.group(1) == null ? Integer.parseInt(number.group(2), 16) : Integer.parseInt(number.group(1));
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
}
