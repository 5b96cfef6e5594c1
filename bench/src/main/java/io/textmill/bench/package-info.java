/**
 * The demo and the benchmarks: the sandbox and workers as child processes, jobs in, results out, and every count
 * checked against the providers' own books.
 *
 * <p>Nothing here is part of the product. What compares, counts and draws is pure; {@link io.textmill.bench.Chain},
 * {@link io.textmill.bench.Exchange} and {@link io.textmill.bench.Child} are the shell.
 */
@NullMarked
package io.textmill.bench;

import org.jspecify.annotations.NullMarked;
