/**
 * What the simulated models say: reads a prompt as the worker writes it and answers it plausibly.
 *
 * <p>Pure: an answer depends on the seed and the prompt alone. No clock, no state, no network; safe for use by many
 * threads.
 */
@NullMarked
package io.textmill.sandbox.answer;

import org.jspecify.annotations.NullMarked;
