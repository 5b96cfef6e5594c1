/** What becomes of real texts: are results valid, and are they what the simulated models meant? */
@NullMarked
package io.textmill.bench.answers;

import org.jspecify.annotations.NullMarked;
