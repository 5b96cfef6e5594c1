package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Options of a summarize job.
 *
 * @param maxCharacters the longest summary wanted, in UTF-16 units, at least 10; the configured default when absent
 * @param style one paragraph, or a list of bullets
 * @param focus what the summary should dwell on, at most 200 characters
 * @param chatId see {@link Options#chatId()}
 */
public record SummarizeOptions(
        @Nullable Integer maxCharacters,
        Style style,
        @Nullable String focus,
        @Nullable String chatId) implements Options {

    /** The options of a job that names none. */
    public static final SummarizeOptions DEFAULT = new SummarizeOptions(null, Style.PARAGRAPH, null, null);

    /** The form of a summary. */
    public enum Style {
        PARAGRAPH,
        BULLETS;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Style of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
