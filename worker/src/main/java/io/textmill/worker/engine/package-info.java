/**
 * The Kafka engine: takes records, runs work on them out of order, and publishes what comes of it together with the
 * consumed offsets in one transaction.
 *
 * <p>Knows Kafka only: no HTTP, no JSON, no NLP. One platform thread owns consumer and producer; each record's work runs
 * on a virtual thread of its own, which touches nothing here but the completion queue.
 */
@NullMarked
package io.textmill.worker.engine;

import org.jspecify.annotations.NullMarked;
