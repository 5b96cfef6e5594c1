/**
 * The contract between upstream services and the workers: jobs, results, calls, topic and header names, and their JSON.
 *
 * <p>The language-neutral form is the JSON Schemas of the module {@code schemas}; these records mirror them one to one.
 */
@NullMarked
package io.textmill.contract;

import org.jspecify.annotations.NullMarked;
