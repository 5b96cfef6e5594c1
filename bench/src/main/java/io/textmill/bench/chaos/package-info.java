/**
 * Chaos with real processes: three brokers and three workers, each a process of its own, and a provider stub that keeps a
 * ledger of every call. Kills, freezes and restarts follow a plan that is drawn from a seed; at the end every job must
 * have exactly one visible outcome, and every call that was made twice must be explained by what was done to its worker.
 *
 * <p>{@link io.textmill.bench.chaos.Plan}, {@link io.textmill.bench.chaos.WorkerLog} and
 * {@link io.textmill.bench.chaos.Repeats} are pure; {@link io.textmill.bench.chaos.ProviderStub},
 * {@link io.textmill.bench.chaos.Fleet} and {@link io.textmill.bench.chaos.Site} are the shell.
 * {@link io.textmill.bench.chaos.WorkerProcess} is the program that the workers run: the real engine.
 */
@NullMarked
package io.textmill.bench.chaos;

import org.jspecify.annotations.NullMarked;
