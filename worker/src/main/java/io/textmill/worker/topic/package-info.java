/** Reads topics once, for commands that look things up. */
@NullMarked
package io.textmill.worker.topic;

import org.jspecify.annotations.NullMarked;
