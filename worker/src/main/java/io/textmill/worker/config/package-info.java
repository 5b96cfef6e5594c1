/**
 * The configuration: one YAML file, records that validate, all errors at once.
 */
@NullMarked
package io.textmill.worker.config;

import org.jspecify.annotations.NullMarked;
