@NullMarked
package io.textmill.bench;

import org.jspecify.annotations.NullMarked;
