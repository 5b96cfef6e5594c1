package io.textmill.worker.task;

import java.text.Normalizer;
import java.util.Locale;

/** Words as they are compared: full-width characters narrow, in lower case, without white space around. */
final class Plain {
    private Plain() {}

    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    static String key(String text) {
        return of(text).toLowerCase(Locale.ROOT);
    }
}
