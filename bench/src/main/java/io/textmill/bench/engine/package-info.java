/**
 * The engine beside other ways to do slow work on Kafka records: how many jobs a second, and how long from append to
 * visible result.
 *
 * <p>Each way is an {@link io.textmill.bench.engine.Arm}, a process with a class path of its own. A {@link
 * io.textmill.bench.engine.Trial} starts one, loads it through a {@link io.textmill.bench.engine.Lane} and stops it;
 * {@link io.textmill.bench.engine.Findings} makes figures of the trials.
 */
@NullMarked
package io.textmill.bench.engine;

import org.jspecify.annotations.NullMarked;
