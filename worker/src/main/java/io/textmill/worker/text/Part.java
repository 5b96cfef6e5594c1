package io.textmill.worker.text;

/**
 * One part of a split text: its own stretch, and the end of the part before it for context.
 *
 * @param contextStart where the shown text begins: the start, or earlier when parts overlap
 * @param start where the part's own stretch begins
 * @param end where it ends, exclusive; the next part starts here
 */
public record Part(int contextStart, int start, int end) {
    /** What a model is shown. */
    public Span shown() {
        return new Span(contextStart, end);
    }

    /** What is this part's alone: the own stretches of all parts, joined, are the text. */
    public Span own() {
        return new Span(start, end);
    }
}
