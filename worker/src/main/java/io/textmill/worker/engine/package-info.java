/**
 * The Kafka engine: takes records, runs work on them out of order, and publishes what comes of it together with the
 * consumed offsets in one transaction. Knows Kafka only: no HTTP, no JSON, no NLP.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>What the world sees: {@link io.textmill.worker.engine.Engine}, and the {@link io.textmill.worker.engine.Work}
 *       that it runs for each {@link io.textmill.worker.engine.Inbound} record; what comes back is a
 *       {@link io.textmill.worker.engine.Verdict}. Before the first record a {@link io.textmill.worker.engine.StartCheck}
 *       looks at the brokers, and before those of a partition a {@link io.textmill.worker.engine.Preparation} gets
 *       ready. {@link io.textmill.worker.engine.Demand} says how many records are worth having in work.
 *   <li>The core, which only decides (no client, no clock, no thread): {@code Ledger} and {@code Frontier} say which
 *       offsets are open, {@code Tenure} how owners ended, {@code Checkpoint} how both are written down,
 *       {@code PartitionRun} is one assignment, {@code Recovery} the table of errors, {@code RetryTier} and
 *       {@code RetryRecord} how work waits in Kafka.
 *   <li>The shell, all on the engine thread: {@code Takeover} where an assignment begins, {@code Markers} what the
 *       group has ever begun, {@code Outages} whether an earlier owner need not have crashed, {@code Partitions} what is
 *       read, {@code Dispatch} and {@code Intake} what is begun, {@code Crew} who works on what, {@code Pending} what is finished,
 *       {@code GroupCommit} and {@code Transactions} what is published. {@code Backlog} tells others what is left to do.
 *   <li>What it stands on ({@code Surroundings}): the {@code Clients} of Kafka, the {@code Hands} that run the work (a
 *       virtual thread for each record, which touches nothing here but one bounded queue), and the time.
 * </ul>
 */
@NullMarked
package io.textmill.worker.engine;

import org.jspecify.annotations.NullMarked;
