/**
 * A record's way: decode, plan, call, merge, publish. Joins engine, task and caller.
 */
@NullMarked
package io.textmill.worker.job;

import org.jspecify.annotations.NullMarked;
