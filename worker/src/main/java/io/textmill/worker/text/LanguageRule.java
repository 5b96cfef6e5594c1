package io.textmill.worker.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells a text's language: by the script that has at least half of its letters, and among the languages of the Latin script
 * by {@link StopWords}.
 *
 * <p>A Han, kana or hangul character counts as three letters, because it says about as much. Chinese is told from Japanese
 * and Korean by the share of kana and hangul, and its two forms by {@link HanForms}. A language that shares its script with
 * others is told from them by letters of theirs that it does not have: a few of them in a name are no matter.
 */
final class LanguageRule {
    private static final int EAST_ASIAN_WEIGHT = 3;

    /** Japanese is at least half kana, Korean nearly all hangul; a Chinese text has them in names at most. */
    private static final int OWN_LETTERS_SHARE = 10;

    /** A text of the neighbour's has far more of its letters than one in two hundred. */
    private static final int FOREIGN_LETTERS_SHARE = 200;

    /** Ukrainian, Belarusian, Serbian, Macedonian. */
    private static final String NOT_RUSSIAN = "іїєґўђјљњћџѓќѕ";

    private static final String NOT_UKRAINIAN = "ыэёъўђјљњћџѓќѕ";

    /** Persian, Urdu, Kurdish, Pashto, Uyghur. */
    private static final String NOT_ARABIC = "پچژگکیےٹڈڑںہھۆېەټړښ";

    /** Marathi. */
    private static final String NOT_HINDI = "ळऱ";

    private LanguageRule() {}

    static Language apply(String text) {
        Map<UnicodeScript, Integer> letters = letters(text);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int hangul = letters.getOrDefault(UnicodeScript.HANGUL, 0);
        int eastAsian = han + kana + hangul;
        int all = letters.values().stream().mapToInt(Integer::intValue).sum() + (EAST_ASIAN_WEIGHT - 1) * eastAsian;
        if (all == 0) {
            return Language.UNDETERMINED;
        }
        if (2 * EAST_ASIAN_WEIGHT * eastAsian >= all) {
            return eastAsian(text, eastAsian, kana, hangul);
        }
        for (Map.Entry<UnicodeScript, Integer> script : letters.entrySet()) {
            if (2 * script.getValue() >= all) {
                return ofScript(script.getKey(), script.getValue(), text);
            }
        }
        return Language.UNDETERMINED;
    }

    private static Map<UnicodeScript, Integer> letters(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
        return letters;
    }

    private static Language eastAsian(String text, int all, int kana, int hangul) {
        if (Math.max(kana, hangul) * OWN_LETTERS_SHARE < all) {
            return HanForms.areTraditional(text) ? Language.ZH_HANT : Language.ZH;
        }
        return kana >= hangul ? Language.JA : Language.KO;
    }

    private static Language ofScript(UnicodeScript script, int letters, String text) {
        return switch (script) {
            case LATIN -> StopWords.language(text);
            case CYRILLIC -> {
                Language russian = unless(NOT_RUSSIAN, text, letters, Language.RU);
                yield russian == Language.UNDETERMINED || isBulgarian(text, letters)
                        ? unless(NOT_UKRAINIAN, text, letters, Language.UK)
                        : russian;
            }
            case ARABIC -> unless(NOT_ARABIC, text, letters, Language.AR);
            case DEVANAGARI -> unless(NOT_HINDI, text, letters, Language.HI);
            case GREEK -> Language.EL;
            case HEBREW -> Language.HE;
            case THAI -> Language.TH;
            default -> Language.UNDETERMINED;
        };
    }

    private static Language unless(String foreign, String text, int letters, Language language) {
        return count(foreign, text) * FOREIGN_LETTERS_SHARE > letters ? Language.UNDETERMINED : language;
    }

    /** The hard sign is a vowel there and frequent, and rare in Russian, which has three vowels that Bulgarian lacks. */
    private static boolean isBulgarian(String text, int letters) {
        return count("ъ", text) * FOREIGN_LETTERS_SHARE > letters && count("ыэё", text) == 0;
    }

    private static long count(String wanted, String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .filter(letter -> wanted.indexOf(letter) >= 0)
                .count();
    }
}
