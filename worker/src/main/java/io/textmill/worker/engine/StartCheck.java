package io.textmill.worker.engine;

import java.util.Optional;

/** Looks at topics and brokers before the first record is taken. */
interface StartCheck {
    /**
     * Looks once.
     *
     * @return how large records may be; empty when the brokers do not answer
     * @throws IllegalStateException when the worker must not start on them; says what to do
     */
    Optional<TopicLimits> run();
}
