/** Other people's consumers as arms of the benchmarks. Each module here is a program with a class path of its own. */
@NullMarked
package io.textmill.bench.peer;

import org.jspecify.annotations.NullMarked;
