package io.textmill.worker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a text is about what another one is about, as far as words can tell: by long words, and by pairs of Han
 * characters. A text in another script cannot be judged, and passes.
 */
public final class Likeness {
    /** Shorter words stand in any text. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}&&[^\\p{IsHan}]]{5,}");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");

    /** Enough words to judge by; more would only take longer. */
    private static final int MOST_WORDS = 100;

    /** Fewer words tell nothing. */
    private static final int FEWEST_WORDS = 2;

    /** An own wording keeps far more words of its source than one in five; small talk hardly any. */
    private static final double LEAST_SHARE = 0.2;

    private Likeness() {}

    /** Whether enough of the words stand in the source, or cannot be compared with it. */
    public static boolean isAbout(String text, String source) {
        String words = source.toLowerCase(Locale.ROOT);
        List<String> comparable = new ArrayList<>();
        if (WORD.matcher(words).find()) {
            words(text).forEach(comparable::add);
        }
        if (HAN.matcher(words).find()) {
            pairs(text).forEach(comparable::add);
        }
        if (comparable.size() < FEWEST_WORDS) {
            return true;
        }
        long common = comparable.stream().filter(words::contains).count();
        return common >= LEAST_SHARE * comparable.size();
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .limit(MOST_WORDS);
    }

    private static Stream<String> pairs(String text) {
        return HAN.matcher(text)
                .results()
                .flatMap(found -> Stream.iterate(
                                0, at -> at + 2 <= found.group().length(), at -> at + 1)
                        .map(at -> found.group().substring(at, at + 2)))
                .limit(MOST_WORDS);
    }
}
