/** For upstream services: publish jobs and read their results. */
@NullMarked
package io.textmill.client;

import org.jspecify.annotations.NullMarked;
