/** What a plausible model would answer: pure functions of seed and prompt. */
@NullMarked
package io.textmill.sandbox.answer;

import org.jspecify.annotations.NullMarked;
