package io.textmill.worker.text;

/**
 * A stretch of a text.
 *
 * @param start where it begins, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Span(int start, int end) {
    /** Whether the two have a place in common. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    /** What stands there. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
