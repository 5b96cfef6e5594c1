package io.textmill.worker.journal;

import io.textmill.worker.engine.Inbound;

/**
 * One attempt at a job. The next attempt is given in its record what this one has reached, so it looks for no entry of
 * this one; and what is deleted late of this one is none of the next. Pure.
 *
 * @param topic where the job was published
 * @param partition its partition there
 * @param offset its offset there
 * @param attempt as {@link Inbound#attempt} counts them
 */
record Origin(String topic, int partition, long offset, int attempt) {

    static Origin of(Inbound inbound) {
        return new Origin(inbound.source().topic(), inbound.source().partition(), inbound.offset(), inbound.attempt());
    }
}
