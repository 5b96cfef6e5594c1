package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.JobResult;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value found in one part of a text.
 *
 * @param holders the objects that it stands in, the outermost first; none for a value of the answer itself
 * @param text the value as it stands in the source; as the model wrote it where it does not
 * @param key the value as it is compared
 * @param span where it stands in the source; null when it does not
 * @param order where it belongs among all values: its place, or the end of its part
 */
record Found(
        Field field,
        List<Holder> holders,
        Typed typed,
        String text,
        String key,
        @Nullable Span span,
        int order) {

    Found {
        holders = List.copyOf(holders);
    }

    /**
     * One object of an answer.
     *
     * @param name of the field
     * @param many whether it is one of a list
     * @param part where the answer's part begins
     * @param number tells the objects of an answer apart
     */
    record Holder(String name, boolean many, int part, int number) {}

    /** The field's name, after those of the objects around it. */
    String path() {
        StringBuilder path = new StringBuilder();
        holders.forEach(holder -> path.append(holder.name()).append('.'));
        return path.append(field.name()).toString();
    }

    /** The field and the value as it is compared. */
    List<String> name() {
        return List.of(path(), key);
    }

    static String key(Typed typed) {
        JsonNode value = typed.value();
        return Grounding.key(value == null ? typed.verbatim() : value.asString());
    }

    /** Whether the two are the same find: the same value of the same field, in the same place or one of them in none. */
    boolean repeats(Found other) {
        return name().equals(other.name()) && (span == null || other.span == null || span.overlaps(other.span));
    }

    JobResult.Entity entity() {
        Integer start = span == null ? null : (Integer) span.start();
        Integer end = span == null ? null : (Integer) span.end();
        return new JobResult.Entity(path(), text, normalized(), start, end, span != null);
    }

    /** The value where it is more than its text: a number, a boolean, a date, a known value, or another spelling. */
    private @Nullable JsonNode normalized() {
        JsonNode value = typed.value();
        boolean isText = value == null
                || (field.type() == ExtractionOptions.Type.DATE && !isIsoDate(value.asString()))
                || (field.type() == ExtractionOptions.Type.STRING
                        && value.asString().equals(text));
        return isText ? null : value;
    }

    private static boolean isIsoDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
