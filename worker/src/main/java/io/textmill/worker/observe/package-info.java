/**
 * Metrics, health, the admin port and the log's form. Everything else here reads {@code MetricName}: no other package
 * knows a meter's name.
 */
@NullMarked
package io.textmill.worker.observe;

import org.jspecify.annotations.NullMarked;
