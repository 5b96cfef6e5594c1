package io.textmill.worker.spend;

import java.time.Instant;

/**
 * A day or a month over which a cap counts.
 *
 * @param name its local date or month: {@code 2026-11-20}, {@code 2026-11}
 * @param end the first moment after it
 */
record Window(String name, Instant end) {}
