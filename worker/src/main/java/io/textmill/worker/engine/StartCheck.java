package io.textmill.worker.engine;

import java.util.Optional;

/** Looks at topics and brokers before the first record is taken. */
public interface StartCheck {
    /**
     * Looks once.
     *
     * @return how large records may be; empty when the brokers do not answer
     * @throws IllegalStateException when the worker must not start on them; says what to do
     */
    Optional<TopicLimits> run();

    /** Looks at nothing and takes the usual limits for granted. */
    StartCheck NONE = () -> Optional.of(TopicLimits.DEFAULT);
}
