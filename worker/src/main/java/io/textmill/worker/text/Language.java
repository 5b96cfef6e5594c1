package io.textmill.worker.text;

import java.lang.Character.UnicodeScript;

/**
 * The language of a text, as far as a prompt must know it.
 *
 * <p>The rule: letters are counted by script, a Han character as three letters, because it says about as much. When Han
 * has at least half, the text is Chinese, unless kana or hangul are a tenth of the East Asian characters; when Latin has
 * at least half, English; anything else is other. A rule and no library, because the prompts come in two languages only.
 */
public enum Language {
    /** Chinese. */
    ZH,
    /** English, and every other language in Latin script. */
    EN,
    /** Neither; a text without letters too. */
    OTHER;

    private static final int HAN_WEIGHT = 3;
    private static final int KANA_SHARE = 10;

    /** The language of that text. */
    public static Language of(String text) {
        long han = 0;
        long latin = 0;
        long kana = 0;
        long other = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (!Character.isLetter(codePoint)) {
                continue;
            }
            switch (UnicodeScript.of(codePoint)) {
                case HAN -> han++;
                case LATIN -> latin++;
                case HIRAGANA, KATAKANA, HANGUL -> kana++;
                default -> other++;
            }
        }
        long all = HAN_WEIGHT * (han + kana) + latin + other;
        if (han > 0 && HAN_WEIGHT * han * 2 >= all && kana * KANA_SHARE < han + kana) {
            return ZH;
        }
        return latin > 0 && latin * 2 >= all ? EN : OTHER;
    }
}
