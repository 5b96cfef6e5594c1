package io.textmill.worker.provider;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that goes out at most once, and tells whether it did.
 *
 * <p>The JDK's client asks for the length each time that it writes a request's head, when the connection and TLS stand
 * and before the first byte. Left alone it sends a GET again when a connection breaks before the reply, and a paid GET
 * must not be sent twice; its switch against that is a system property, read once for the whole process. So the second
 * question is refused here, which fails that attempt: it may have opened a connection, but has written nothing.
 */
final class OneShotBody implements HttpRequest.BodyPublisher {
    private enum State {
        WAITING,
        SENT,
        ABANDONED
    }

    private final HttpRequest.BodyPublisher bytes;
    /** Written by the client's threads and the calling thread. */
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    OneShotBody(byte[] bytes) {
        this.bytes = HttpRequest.BodyPublishers.ofByteArray(bytes);
    }

    /** Gives the request up; false when it was already sent. */
    boolean abandon() {
        return state.compareAndSet(State.WAITING, State.ABANDONED) || state.get() == State.ABANDONED;
    }

    @Override
    public long contentLength() {
        if (!state.compareAndSet(State.WAITING, State.SENT)) {
            throw new IllegalStateException("a request is sent once");
        }
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }
}
