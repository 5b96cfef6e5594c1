/**
 * Chat providers over HTTP: one adapter each, all behind {@link io.textmill.worker.provider.Provider}.
 *
 * <p>An adapter writes one request, hands it to the shared {@link io.textmill.worker.provider.HttpExchange}, and says
 * what the reply means as an {@link io.textmill.worker.provider.Outcome}, by its own table of codes and the common
 * {@link io.textmill.worker.provider.StatusTable} for replies without one. It never retries, never waits for quota,
 * knows no Kafka and no task.
 */
@NullMarked
package io.textmill.worker.provider;

import org.jspecify.annotations.NullMarked;
