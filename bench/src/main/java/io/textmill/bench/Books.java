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
        Books books = EMPTY;
        for (JsonNode entry : ledger.required("entries")) {
            books = books.and(entry.required("charged"), entry.path("id").asString(""));
        }
        return books;
    }

    /** From the worker's records of its calls, by provider. */
    static Map<String, Books> ofCalls(List<JsonNode> calls) {
        var books = new TreeMap<String, Books>();
        for (JsonNode call : calls) {
            books.merge(call.path("provider").asString(""), EMPTY.and(call.path("charged"), idOf(call)), Books::plus);
        }
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

    private Books and(JsonNode isCharged, String id) {
        boolean isUnknown = isCharged.isString();
        boolean counts = isCharged.asBoolean(false) && !isUnknown;
        return plus(new Books(1, counts ? 1 : 0, isUnknown ? 1 : 0, counts && !id.isEmpty() ? List.of(id) : List.of()));
    }

    private Books plus(Books other) {
        var ids = new ArrayList<>(chargedIds);
        ids.addAll(other.chargedIds);
        return new Books(calls + other.calls, charged + other.charged, unknown + other.unknown, ids);
    }
}
