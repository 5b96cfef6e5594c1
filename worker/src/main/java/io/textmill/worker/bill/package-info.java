/** Compares the calls in {@code nlp.calls} with what providers bill. Pure, but for {@link io.textmill.worker.bill.CallTopic}. */
@NullMarked
package io.textmill.worker.bill;

import org.jspecify.annotations.NullMarked;
