/**
 * Metrics, health and the admin port.
 */
@NullMarked
package io.textmill.worker.observe;

import org.jspecify.annotations.NullMarked;
