package io.textmill.worker.task;

import io.textmill.contract.Job;
import io.textmill.worker.text.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * In which language a job is asked and answered.
 *
 * @param tongue the language of the prompts
 * @param source the language of the text
 * @param answer the language to answer in, named in the prompts' language; null for the text's own
 */
record Wording(Tongue tongue, Language source, @Nullable String answer) {
    /** The languages there are prompts in. */
    enum Tongue {
        ZH,
        EN
    }

    /**
     * The prompts are Chinese for a Chinese text and English for any other; a job's {@code language} decides first, and is
     * named where it differs from the text's.
     */
    static Wording of(Job job) {
        Language source = Language.of(job.text());
        String tag = job.language();
        if (tag == null) {
            return new Wording(source == Language.ZH ? Tongue.ZH : Tongue.EN, source, null);
        }
        Locale locale = Locale.forLanguageTag(tag);
        Tongue tongue = locale.getLanguage().equals("zh") ? Tongue.ZH : Tongue.EN;
        boolean usual = locale.getLanguage().isEmpty()
                || (tongue == Tongue.ZH && source == Language.ZH)
                || (locale.getLanguage().equals("en") && source == Language.EN);
        String name = locale.getDisplayLanguage(tongue == Tongue.ZH ? Locale.CHINESE : Locale.ENGLISH);
        return new Wording(tongue, source, usual ? null : oneLine(name));
    }

    /** A publisher's words as part of an instruction: one line, no braces that would look like a template. */
    static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ")
                .replace('{', '(')
                .replace('}', ')')
                .strip();
    }
}
