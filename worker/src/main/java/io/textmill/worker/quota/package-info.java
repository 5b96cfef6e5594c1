/**
 * Rate and concurrency limits: arithmetic on times that are passed in; nothing here sleeps or reads a clock.
 */
@NullMarked
package io.textmill.worker.quota;

import org.jspecify.annotations.NullMarked;
