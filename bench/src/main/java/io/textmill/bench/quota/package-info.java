/**
 * How much of a provider's limits a fleet of workers uses, and how little it breaks them, beside other ways to divide
 * them: real workers as processes of their own against a provider that counts strictly.
 */
@NullMarked
package io.textmill.bench.quota;

import org.jspecify.annotations.NullMarked;
