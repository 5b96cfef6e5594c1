package io.textmill.sandbox.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a prompt asks. */
sealed interface Question {
    /** What to work on. */
    String text();

    /** Whether the text is mostly Chinese. */
    boolean chinese();

    /**
     * Wants a summary.
     *
     * @param limit the most UTF-16 units
     * @param focus what to dwell on
     * @param merging whether the text is a row of partial summaries
     */
    record Summary(
            String text,
            boolean chinese,
            int limit,
            boolean bullets,
            @Nullable String focus,
            boolean merging) implements Question {}

    /** Wants a judgement. */
    record Sentiment(String text, boolean chinese, List<String> labels, List<String> aspects) implements Question {
        public Sentiment {
            labels = List.copyOf(labels);
            aspects = List.copyOf(aspects);
        }
    }

    /**
     * Wants a judgement of each of several texts.
     *
     * @param text all of them, as they stand in the prompt
     * @param each one question for each of them, in order
     */
    record Pack(String text, boolean chinese, List<Sentiment> each) implements Question {
        public Pack {
            each = List.copyOf(each);
        }
    }

    /** Wants values. */
    record Extraction(String text, boolean chinese, List<Field> fields) implements Question {
        public Extraction {
            fields = List.copyOf(fields);
        }
    }

    /** No instruction was recognised. */
    record Chat(String text, boolean chinese) implements Question {}

    /**
     * A value that is wanted.
     *
     * @param type the type as the template names it: string, number, integer, boolean, date, or values as {@code a|b}
     * @param many whether all occurrences are wanted
     * @param fields those of an object; none of any other value
     */
    record Field(String name, String type, boolean many, List<Field> fields) {
        public Field {
            fields = List.copyOf(fields);
        }

        /** A value that is no object. */
        public Field(String name, String type, boolean many) {
            this(name, type, many, List.of());
        }

        /** The allowed values, none when any are allowed. */
        List<String> values() {
            return type.contains("|") ? List.of(type.split("\\|", -1)) : List.of();
        }
    }
}
