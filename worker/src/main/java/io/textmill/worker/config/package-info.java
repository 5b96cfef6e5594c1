/**
 * The configuration: one YAML file, read into records, all errors at once.
 *
 * <p>A key is declared where it is read ({@code ConfigReader}, {@code ProviderReader}), with its type, default and
 * meaning; bounds between keys stand in {@code Checks}. The reference page is generated from that.
 */
@NullMarked
package io.textmill.worker.config;

import org.jspecify.annotations.NullMarked;
