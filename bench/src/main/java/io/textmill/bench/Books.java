package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What one side says about the calls of one provider.
 *
 * @param calls how many there were
 * @param charged how many of them were charged
 * @param unknown how many of them may have been charged; a provider knows, so 0 in its own books
 * @param chargedIds the numbers of the charged ones, as far as they have one
 */
record Books(int calls, int charged, int unknown, List<String> chargedIds) {
    static final Books EMPTY = new Books(0, 0, 0, List.of());

    Books {
        chargedIds = List.copyOf(chargedIds);
    }

    /** From the ledger of a simulator, with its entries. */
    static Books ofLedger(JsonNode ledger) {
        var count = new Count();
        for (JsonNode entry : ledger.required("entries")) {
            count.add(entry.required("charged"), entry.path("id").asString(""));
        }
        return count.books();
    }

    /** From the worker's records of its calls, by provider. */
    static Map<String, Books> ofCalls(List<JsonNode> calls) {
        var counts = new TreeMap<String, Count>();
        for (JsonNode call : calls) {
            counts.computeIfAbsent(call.path("provider").asString(""), _ -> new Count())
                    .add(call.path("charged"), idOf(call));
        }
        var books = new TreeMap<String, Books>();
        counts.forEach((provider, count) -> books.put(provider, count.books()));
        return books;
    }

    /** The number that the provider gave the call, under whichever name, or nothing. */
    static String idOf(JsonNode call) {
        for (String field : List.of("order_id", "taskNo", "id")) {
            if (call.has(field)) {
                return call.get(field).asString("");
            }
        }
        return "";
    }

    private static final class Count {
        private int calls;
        private int charged;
        private int unknown;
        private final List<String> chargedIds = new ArrayList<>();

        void add(JsonNode isCharged, String id) {
            calls++;
            if (isCharged.isString()) {
                unknown++;
            } else if (isCharged.asBoolean(false)) {
                charged++;
                if (!id.isEmpty()) {
                    chargedIds.add(id);
                }
            }
        }

        Books books() {
            return new Books(calls, charged, unknown, chargedIds);
        }
    }
}
