package io.textmill.sandbox.answer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that carry or turn an opinion, Chinese and English, read from the list {@code opinion-words}. */
final class Lexicon {

    /** What a word does. */
    enum Role {
        /** Says good or bad. */
        OPINION,
        /** Turns the next opinion. */
        NEGATION,
        /** Makes the next opinion stronger or weaker. */
        DEGREE,
        /** What follows counts more than what went before. */
        CONTRAST,
        /** Looks like one of the others and is not. */
        NOTHING
    }

    /**
     * One word.
     *
     * @param weight of an opinion: above 0 is good; of a degree: a factor
     */
    record Entry(Role role, double weight) {}

    private static final Map<String, Entry> WORDS = new HashMap<>();
    private static final int LONGEST_HAN;

    static {
        Entry entry = new Entry(Role.NOTHING, 0);
        for (String line : WordList.lines("opinion-words")) {
            if (line.startsWith("[")) {
                String[] heading = line.replaceAll("[\\[\\]]", "").split(" ", 2);
                entry = new Entry(Role.valueOf(heading[0].toUpperCase(Locale.ROOT)), Double.parseDouble(heading[1]));
                continue;
            }
            for (String word : line.split("\\s+", -1)) {
                WORDS.put(word, entry);
            }
        }
        LONGEST_HAN = WORDS.keySet().stream()
                .filter(word -> Script.isHan(word.charAt(0)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private Lexicon() {}

    /** The entry of a word in lower case, by itself or without its ending. */
    static @Nullable Entry word(String word) {
        Entry entry = WORDS.get(word);
        if (entry != null) {
            return entry;
        }
        if (word.endsWith("n't") || word.endsWith("n’t")) {
            return new Entry(Role.NEGATION, 0);
        }
        for (String ending : new String[] {"s", "d", "ly", "ed", "es", "ing"}) {
            if (word.length() > ending.length() + 3 && word.endsWith(ending)) {
                Entry stem = WORDS.get(word.substring(0, word.length() - ending.length()));
                if (stem != null && stem.role() == Role.OPINION) {
                    return stem;
                }
            }
        }
        return null;
    }

    /** The length of the longest entry of Chinese characters or the symbol at that place, 0 when there is none. */
    static int lengthAt(String text, int at) {
        if (!Script.isHan(text.charAt(at))) {
            int length = Character.charCount(text.codePointAt(at));
            return WORDS.containsKey(text.substring(at, at + length)) ? length : 0;
        }
        for (int length = Math.min(LONGEST_HAN, text.length() - at); length > 0; length--) {
            if (WORDS.containsKey(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }
}
