@NullMarked
package io.textmill.sandbox;

import org.jspecify.annotations.NullMarked;
