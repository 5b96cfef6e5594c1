package io.textmill.client;

import java.util.HashMap;
import java.util.Map;

/** Properties of Kafka clients. */
final class Clients {
    private Clients() {}

    /** The user's properties, ours where both have one. */
    static Map<String, Object> with(Map<String, ?> theirs, Map<String, ?> ours) {
        Map<String, Object> all = new HashMap<>(theirs);
        all.putAll(ours);
        return all;
    }
}
