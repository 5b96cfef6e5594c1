/**
 * Metrics, health, the admin port and the form of the log.
 *
 * <p>The names of all meters stand in {@code MetricName} and nowhere else.
 */
@NullMarked
package io.textmill.worker.observe;

import org.jspecify.annotations.NullMarked;
