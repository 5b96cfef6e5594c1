package io.textmill.worker.config;

import java.time.Duration;

/**
 * Whether and how calls are remembered beyond the worker that makes them.
 *
 * @param enabled whether there is a journal
 * @param patience how long a call waits at most until it is noted
 */
public record JournalConfig(boolean enabled, Duration patience) {}
