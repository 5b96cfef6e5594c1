/**
 * Eight workers race against caps: whether what a provider charges stays within them. The provider's ledger is the truth.
 */
@NullMarked
package io.textmill.bench.spend;

import org.jspecify.annotations.NullMarked;
