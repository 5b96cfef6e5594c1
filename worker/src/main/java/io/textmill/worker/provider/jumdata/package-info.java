/** JumData ChatGPT-4: a signed form with one question of at most 512 bytes. */
@NullMarked
package io.textmill.worker.provider.jumdata;

import org.jspecify.annotations.NullMarked;
