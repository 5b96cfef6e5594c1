/** What jobs would cost, without a call. Pure, but for {@link io.textmill.worker.estimate.Backlog}. */
@NullMarked
package io.textmill.worker.estimate;

import org.jspecify.annotations.NullMarked;
