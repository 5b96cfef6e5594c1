package io.textmill.worker.text;

import java.util.Locale;

/** The language of a text, as far as it can be told. {@link LanguageRule} says how. */
public enum Language {
    /** Chinese in simplified characters, or in such as are the same in both forms. */
    ZH("zh"),
    /** Chinese in traditional characters. */
    ZH_HANT("zh-Hant"),
    EN("en"),
    DE("de"),
    ES("es"),
    FR("fr"),
    IT("it"),
    NL("nl"),
    PT("pt"),
    AR("ar"),
    EL("el"),
    HE("he"),
    HI("hi"),
    JA("ja"),
    KO("ko"),
    RU("ru"),
    TH("th"),
    UK("uk"),
    /** Any other, or too few words to tell; a text without letters too. */
    UNDETERMINED("und");

    private final Locale locale;

    Language(String tag) {
        this.locale = Locale.forLanguageTag(tag);
    }

    /** The language of that text. */
    public static Language of(String text) {
        return LanguageRule.apply(text);
    }

    /** Its BCP 47 tag: {@code zh-Hant}, {@code und}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    public Locale locale() {
        return locale;
    }

    public boolean isChinese() {
        return this == ZH || this == ZH_HANT;
    }
}
