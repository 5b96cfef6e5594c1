package io.textmill.worker.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a full stop after a word says: English, German and French abbreviations, by when a sentence goes on after them. */
final class Abbreviations {
    /** Whether the sentence ends at a full stop. */
    enum Stop {
        /** A full stop like any other. */
        ENDS,
        /** It may, or it may go on. */
        MAY_END,
        /** It goes on. */
        GOES_ON
    }

    /** Titles, and words that point at what follows. */
    private static final String BEFORE_WORDS = """
        dr mr mrs ms mx prof rev hon gen col maj capt cmdr lt sgt pres gov sen rep messrs st mt ft
        e.g i.e eg ie cf vs viz ca approx esp incl excl al
        hr fr frl dipl ing dipl.-ing mag z.b d.h u.a u.u i.d.r s.o s.u bzw vgl sog inkl exkl evtl ggf insb zzgl
        m mm mme mlle mlles mmes me c.-à-d p.ex env
        """;

    /** Before a number only; else they are words, or the end of a sentence. */
    private static final String BEFORE_NUMBERS = """
        no nos nr nrn fig figs tab p pp pg vol vols ch chap sec sect art eq eqs para ver ed
        abb abs kap bd s aufl az str tel n° vers
        jan feb mar apr jun jul aug sep sept oct nov dec okt dez janv févr avr juil
        """;

    /** After what they belong to, so that a sentence may well end there. */
    private static final String AFTER_WORDS = """
        etc inc ltd co corp bros jr sr ph.d m.d b.a m.a a.m p.m u.s u.k e.u u.n est dept univ assn
        usw usf u.s.w gmbh ag kg mio mrd std min
        """;

    /** A German date has a stop after its day. */
    private static final Set<String> MONTHS = Set.of(
            "januar",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember");

    private static final int LONGEST = 12;

    private enum Kind {
        BEFORE_WORDS,
        BEFORE_NUMBERS,
        AFTER_WORDS
    }

    private static final Map<String, Kind> TABLE = table();

    private Abbreviations() {}

    private static Map<String, Kind> table() {
        Map<String, Kind> table = new HashMap<>();
        for (String word : BEFORE_WORDS.strip().split("\\s+", -1)) {
            table.put(word, Kind.BEFORE_WORDS);
        }
        for (String word : BEFORE_NUMBERS.strip().split("\\s+", -1)) {
            table.put(word, Kind.BEFORE_NUMBERS);
        }
        for (String word : AFTER_WORDS.strip().split("\\s+", -1)) {
            table.put(word, Kind.AFTER_WORDS);
        }
        return Map.copyOf(table);
    }

    /**
     * What the full stop says.
     *
     * @param dot where it stands
     * @param next where the next word begins
     */
    static Stop at(String text, int dot, int next) {
        int start = dot;
        while (start > 0 && dot - start <= LONGEST && isOfWord(text.charAt(start - 1))) {
            start--;
        }
        String word = text.substring(start, dot).toLowerCase(Locale.ROOT);
        if (isDay(word) && MONTHS.contains(wordAt(text, next))) {
            return Stop.GOES_ON;
        }
        boolean isOneLetter = word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
        Kind kind = TABLE.get(word);
        if (kind == null) {
            return isOneLetter ? Stop.GOES_ON : isInitials(word) ? Stop.MAY_END : Stop.ENDS;
        }
        return switch (kind) {
            case BEFORE_WORDS -> Stop.GOES_ON;
            case BEFORE_NUMBERS ->
                isOneLetter || (next < text.length() && Character.isDigit(text.charAt(next)))
                        ? Stop.GOES_ON
                        : Stop.ENDS;
            case AFTER_WORDS -> Stop.MAY_END;
        };
    }

    private static boolean isOfWord(char c) {
        return c == '.' || c == '-' || c == '°' || Character.isLetterOrDigit(c);
    }

    private static boolean isDay(String word) {
        return (word.length() == 1 || word.length() == 2) && word.chars().allMatch(Character::isDigit);
    }

    private static String wordAt(String text, int from) {
        int end = from;
        while (end < text.length() && end - from <= LONGEST && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    /** Letters with stops between them, such as U.N.E.S.C.O. */
    private static boolean isInitials(String word) {
        if (word.length() < 3 || word.length() % 2 == 0) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (i % 2 == 0 ? !Character.isLetter(word.charAt(i)) : word.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }
}
