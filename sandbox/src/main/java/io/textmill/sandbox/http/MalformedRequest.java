package io.textmill.sandbox.http;

/** A request that is not HTTP/1.1 as this server reads it, or over its bounds. */
final class MalformedRequest extends Exception {
    private final int status;

    MalformedRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The status to refuse it with. */
    int status() {
        return status;
    }
}
