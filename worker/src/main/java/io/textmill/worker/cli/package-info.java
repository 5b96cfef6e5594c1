/**
 * The command line.
 */
@NullMarked
package io.textmill.worker.cli;

import org.jspecify.annotations.NullMarked;
