package io.textmill.sandbox.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as {@code GET /ledger} tells it.
 *
 * @param provider the provider's wire name
 * @param totals sums over every call
 * @param entries the latest calls, where they were asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Books(
        String provider, Ledger.Totals totals, @Nullable List<Ledger.Entry> entries) {}
