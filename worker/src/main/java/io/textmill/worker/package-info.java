/** The worker: {@link io.textmill.worker.Main} reads as the architecture. */
@NullMarked
package io.textmill.worker;

import org.jspecify.annotations.NullMarked;
