package io.textmill.worker.task;

import java.text.Normalizer;
import java.util.Locale;

/** Words as they are compared: full-width characters narrow, in lower case, without white space around. */
final class Plain {
    /** What is compared is short; normalizing many combining marks takes more than linear time. */
    private static final int LONGEST = 1000;

    private Plain() {}

    static String of(String text) {
        if (text.length() > LONGEST) {
            return text.strip();
        }
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    static String key(String text) {
        return of(text).toLowerCase(Locale.ROOT);
    }
}
