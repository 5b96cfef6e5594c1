/**
 * Pure text work: splitting, language, counting, grounding.
 */
@NullMarked
package io.textmill.worker.text;

import org.jspecify.annotations.NullMarked;
