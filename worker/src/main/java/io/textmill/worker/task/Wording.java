package io.textmill.worker.task;

import io.textmill.contract.Job;
import io.textmill.worker.text.Language;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which language a job is asked and answered: a job's {@code language} decides, else the text's own is told from the
 * text. The prompts are Chinese where the answer is to be, and English otherwise.
 *
 * @param tongue the language of the prompts
 * @param source the language of the text
 * @param answer the language to answer in, named in the prompts' language; null where it goes without saying, because text
 *     and prompt are both in it, or where it cannot be told
 * @param latin whether the answer is in letters of which nearly all take one byte
 */
record Wording(Tongue tongue, Language source, @Nullable String answer, boolean latin) {
    private static final Set<String> IN_LATIN = Set.of("de", "en", "es", "fr", "it", "nl", "pt");
    private static final Set<String> WRITE_TRADITIONAL = Set.of("HK", "MO", "TW");
    private static final Set<String> WRITE_SIMPLIFIED = Set.of("CN", "MY", "SG");

    /** The languages there are prompts in. */
    enum Tongue {
        /** In simplified characters. */
        ZH,
        EN
    }

    static Wording of(Job job) {
        Language source = Language.of(job.text());
        Locale wanted = wanted(job.language(), source);
        Tongue tongue = isChinese(wanted) ? Tongue.ZH : Tongue.EN;
        String name = goesWithoutSaying(wanted, source) ? null : oneLine(name(wanted));
        boolean latin = IN_LATIN.contains(wanted.getLanguage())
                || (wanted.getLanguage().isEmpty() && isNearlyAscii(job.text()));
        return new Wording(tongue, source, name, latin);
    }

    /** A Chinese that leaves the script open is the text's own. */
    private static Locale wanted(@Nullable String tag, Language source) {
        Locale asked = tag == null ? Locale.ROOT : Locale.forLanguageTag(tag);
        if (asked.getLanguage().isEmpty()) {
            return source.locale();
        }
        if (!isChinese(asked)) {
            return asked;
        }
        if (isTraditional(asked)) {
            return Locale.forLanguageTag("zh-Hant");
        }
        boolean simplified = asked.getScript().equals("Hans") || WRITE_SIMPLIFIED.contains(asked.getCountry());
        return simplified || !source.isChinese() ? Locale.forLanguageTag("zh-Hans") : source.locale();
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    private static boolean isTraditional(Locale chinese) {
        return chinese.getScript().equals("Hant")
                || (chinese.getScript().isEmpty() && WRITE_TRADITIONAL.contains(chinese.getCountry()));
    }

    private static boolean goesWithoutSaying(Locale wanted, Language source) {
        return switch (wanted.getLanguage()) {
            case "" -> true;
            case "en" -> source == Language.EN;
            case "zh" -> source == Language.ZH && !isTraditional(wanted);
            default -> false;
        };
    }

    private static String name(Locale wanted) {
        if (isChinese(wanted)) {
            return isTraditional(wanted) ? "繁体中文" : "简体中文";
        }
        return new Locale.Builder()
                .setLanguage(wanted.getLanguage())
                .setScript(wanted.getScript())
                .build()
                .getDisplayName(Locale.ENGLISH);
    }

    private static boolean isNearlyAscii(String text) {
        return text.chars().filter(c -> c < 0x80).count() * 10 >= text.length() * 9L;
    }

    /** A publisher's words as part of an instruction: one line, no braces that would look like a template. */
    static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ")
                .replace('{', '(')
                .replace('}', ')')
                .strip();
    }
}
