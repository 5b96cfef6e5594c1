/**
 * Chat providers over HTTP: one adapter each, all behind {@link io.textmill.worker.provider.Provider}.
 *
 * <p>An adapter makes exactly one request for one call: it never retries, never waits for quota, knows no Kafka and no
 * task. It says what an answer means as an {@link io.textmill.worker.provider.Outcome}.
 */
@NullMarked
package io.textmill.worker.provider;

import org.jspecify.annotations.NullMarked;
