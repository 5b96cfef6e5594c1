package io.textmill.bench;

/** The run cannot go on; the message is all that the person at the terminal needs. */
public final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for a person. */
    public Failed(String message) {
        super(message);
    }

    /** With a message for a person, and what it came from. */
    public Failed(String message, Throwable cause) {
        super(message, cause);
    }
}
