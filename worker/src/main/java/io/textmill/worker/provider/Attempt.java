package io.textmill.worker.provider;

import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** One request on its way: knows whether it was sent and whether a reply began, so that a failure can be told apart. */
final class Attempt implements HttpResponse.BodyHandler<byte[]> {
    private final OneShotBody request;
    private final int maxReplyBytes;
    private final Clock clock;
    /** Written by the client's thread when the reply's head is in; read by the calling thread. */
    private volatile @Nullable Head head;

    Attempt(OneShotBody request, int maxReplyBytes, Clock clock) {
        this.request = request;
        this.maxReplyBytes = maxReplyBytes;
        this.clock = clock;
    }

    @Override
    public HttpResponse.BodySubscriber<byte[]> apply(HttpResponse.ResponseInfo info) {
        head = headOf(info.statusCode(), info.headers());
        return new BoundedBody(maxReplyBytes);
    }

    Head headOf(int status, HttpHeaders headers) {
        return new Head(status, headers, clock.instant());
    }

    /** The deadline passed. */
    Wire timedOut() {
        return request.abandon() ? new Wire.NotSent(Wire.Obstacle.CONNECT_TIMEOUT) : broken("timeout", "timeout");
    }

    /** The client gave up. */
    Wire failed(Throwable failure) {
        if (request.abandon()) {
            return new Wire.NotSent(obstacle(failure));
        }
        return broken("connection_lost", failure instanceof BoundedBody.TooLarge ? "reply_too_large" : "reply_cut");
    }

    private Wire broken(String beforeReply, String withinReply) {
        Head seen = head;
        return seen == null ? new Wire.Lost(beforeReply) : new Wire.Unreadable(seen, withinReply);
    }

    private static Wire.Obstacle obstacle(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return Wire.Obstacle.CONNECT_TIMEOUT;
        }
        if (causedBy(failure, UnresolvedAddressException.class) || causedBy(failure, UnknownHostException.class)) {
            return Wire.Obstacle.UNKNOWN_HOST;
        }
        if (causedBy(failure, CertificateException.class) || causedBy(failure, SSLPeerUnverifiedException.class)) {
            return Wire.Obstacle.TLS_CERTIFICATE;
        }
        return causedBy(failure, SSLException.class) ? Wire.Obstacle.TLS_FAILED : Wire.Obstacle.CONNECT_FAILED;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .limit(10)
                .anyMatch(type::isInstance);
    }
}
