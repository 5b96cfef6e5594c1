package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import java.util.Locale;

/** How far a request got. Only a {@link NotSent} is certain to be uncharged whatever the provider's rules are. */
public sealed interface Wire {
    /** A whole reply, decoded. */
    record Reply(Head head, String body) implements Wire {
        /** The same reply, when its body turns out to be nothing the provider documents. */
        public Unreadable unreadable(String reason) {
            return new Unreadable(head, reason);
        }
    }

    /**
     * A reply of which only status and headers can be used.
     *
     * @param reason {@code not_json}, {@code reply_too_large}, {@code reply_cut}, {@code timeout}, …
     */
    record Unreadable(Head head, String reason) implements Wire {}

    /** No byte of the request left this process. */
    record NotSent(Obstacle obstacle) implements Wire {
        /**
         * Transient, for the network may be back in a moment; this holds for an unknown host too, since name servers
         * falter more often than a name is wrong. A certificate that cannot be trusted is a setting to mend and no
         * reason to try again: the key must not be offered to whoever answers there.
         */
        public Outcome.Failed outcome() {
            String code = obstacle.name().toLowerCase(Locale.ROOT);
            Receipt receipt = Receipt.of(Charged.NO);
            return obstacle == Obstacle.TLS_CERTIFICATE
                    ? new Outcome.Misconfigured(code, "the server's certificate is not trusted", receipt)
                    : new Outcome.Transient(null, code, "nothing was sent", receipt);
        }
    }

    /**
     * The request, or a part of it, was sent and no reply came back.
     *
     * @param reason {@code timeout} or {@code connection_lost}
     */
    record Lost(String reason) implements Wire {
        /** Nobody knows whether the provider did the work. */
        public Outcome.Failed outcome() {
            return new Outcome.Uncertain(reason, "sent, but no reply came", Receipt.of(Charged.UNKNOWN));
        }
    }

    /** Why nothing could be sent. */
    enum Obstacle {
        CONNECT_FAILED,
        CONNECT_TIMEOUT,
        UNKNOWN_HOST,
        TLS_FAILED,
        TLS_CERTIFICATE
    }
}
