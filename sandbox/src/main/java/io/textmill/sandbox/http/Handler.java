package io.textmill.sandbox.http;

/** Answers requests. Called from one virtual thread per connection, so from many at once. */
public interface Handler {

    /** Whether to reset the connection when only the head of a request to that path has been read. */
    default boolean resetsBeforeBody(String path) {
        return false;
    }

    /**
     * Answers a request; may wait.
     *
     * @throws InterruptedException when the server closes
     */
    Response answer(Request request) throws InterruptedException;
}
