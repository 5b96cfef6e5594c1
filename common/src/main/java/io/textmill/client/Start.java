package io.textmill.client;

import java.time.Instant;

/** Where a {@link ResultReader} begins in topics that already hold results. */
public sealed interface Start {
    /** With the oldest result that Kafka still has. */
    record Beginning() implements Start {}

    /** With the first result that becomes visible from now on. */
    record End() implements Start {}

    /** With the first result of that time or later, by the records' timestamps. */
    record At(Instant time) implements Start {}

    /** With the oldest result that Kafka still has. */
    static Start beginning() {
        return new Beginning();
    }

    /** With the first result that becomes visible from now on. */
    static Start end() {
        return new End();
    }

    /** With the first result of that time or later, by the records' timestamps. */
    static Start at(Instant time) {
        return new At(time);
    }
}
