/**
 * The call journal: what was asked and answered for jobs that are not done, kept in a compacted topic beside the jobs, so
 * that a crash re-uses answers instead of paying for them again. Knows Kafka, no HTTP and no task.
 *
 * <p>{@code JobJournal} is what one job remembers, {@code Entry}, {@code Line} and {@code EntryCodec} how that is written
 * down (pure); {@code Journal} joins it to the engine, {@code Appender} writes, {@code Restorer} reads, {@code Book} holds
 * what was read of one partition.
 */
@NullMarked
package io.textmill.worker.journal;

import org.jspecify.annotations.NullMarked;
