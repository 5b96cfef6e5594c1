package io.textmill.sandbox.http;

import java.time.Duration;

/** How a response reaches the client. */
public sealed interface Delivery {

    /** All at once. */
    record AtOnce() implements Delivery {}

    /** All at once after a wait. */
    record Late(Duration by) implements Delivery {}

    /** The head at once, the body in small pieces spread over that time. */
    record Dripped(Duration over) implements Delivery {}

    /** The head and half of the promised body; then the connection closes. */
    record Cut() implements Delivery {}

    /** In the place of the body a JSON document of about that many bytes, sent in chunks without a length. */
    record Flood(long bytes) implements Delivery {}

    /** Nothing: the connection is reset. */
    record Reset() implements Delivery {}
}
