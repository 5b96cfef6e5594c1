package io.textmill.client;

/** A listener of a {@link ResultReader}, until it is closed. */
public interface Subscription extends AutoCloseable {

    /**
     * Tells the listener no more results. A call that has begun may still be running on the reading thread. May be called
     * again, by any thread, and by the listener itself.
     */
    @Override
    void close();
}
