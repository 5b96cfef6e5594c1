/** What the call journal costs: the same work with it and without it, in turn. */
@NullMarked
package io.textmill.bench.journal;

import org.jspecify.annotations.NullMarked;
