/**
 * What calls cost, and the caps on it: price table, caps, and the leases by which workers share a cap. The core is pure;
 * {@link io.textmill.worker.spend.Leases} is the shell with lock and thread, {@link io.textmill.worker.spend.BudgetTopic}
 * the only one that knows Kafka.
 */
@NullMarked
package io.textmill.worker.spend;

import org.jspecify.annotations.NullMarked;
