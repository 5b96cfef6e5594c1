package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One value found in one part of a text.
 *
 * @param key the value as it is compared
 * @param span where it stands in the source; null when it does not
 * @param order where it belongs among all values: its place, or the end of its part
 */
record Found(Field field, Typed typed, String key, @Nullable Span span, int order) {
    static Found of(Field field, Typed typed, @Nullable Span span, int partEnd) {
        String key = typed.value() == null
                ? Grounding.key(typed.verbatim())
                : Grounding.key(typed.value().asString());
        return new Found(field, typed, key, span, span == null ? partEnd : span.start());
    }

    /** Whether the two are the same find: the same value of the same field, in the same place or one of them in none. */
    boolean repeats(Found other) {
        return field.name().equals(other.field.name())
                && key.equals(other.key)
                && (span == null || other.span == null || span.overlaps(other.span));
    }
}
