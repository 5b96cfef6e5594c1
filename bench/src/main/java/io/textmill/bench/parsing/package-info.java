/** How malformed answers are read: by the worker, and by Jackson alone. */
@NullMarked
package io.textmill.bench.parsing;

import org.jspecify.annotations.NullMarked;
