/** What a provider's outage, its errors and its throttling cost: a real worker, and a provider that misbehaves on time. */
@NullMarked
package io.textmill.bench.outage;

import org.jspecify.annotations.NullMarked;
