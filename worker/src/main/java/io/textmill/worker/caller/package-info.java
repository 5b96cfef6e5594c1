/**
 * One provider call made safely: a free slot, the rate limit, retries by outcome, and a record of every attempt.
 *
 * <p>The place for Failsafe. Knows no Kafka and no task.
 */
@NullMarked
package io.textmill.worker.caller;

import org.jspecify.annotations.NullMarked;
