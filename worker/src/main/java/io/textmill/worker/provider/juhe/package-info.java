/** Juhe ChatGPT: a form with one question of at most 512 characters. */
@NullMarked
package io.textmill.worker.provider.juhe;

import org.jspecify.annotations.NullMarked;
