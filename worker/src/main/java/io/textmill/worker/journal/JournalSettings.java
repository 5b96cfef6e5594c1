package io.textmill.worker.journal;

import java.time.Duration;
import java.util.Map;

/**
 * What the journal needs to know.
 *
 * @param worker this worker's id
 * @param client properties for all clients, such as {@code bootstrap.servers} and security
 * @param topics the journal's topic, by every topic that the engine reads: inputs and their retry topics
 * @param patience how long a call waits at most for its entry to be acknowledged
 * @param memory about how many bytes of entries are held
 */
public record JournalSettings(
        String worker, Map<String, String> client, Map<String, String> topics, Duration patience, long memory) {
    public JournalSettings {
        client = Map.copyOf(client);
        topics = Map.copyOf(topics);
    }
}
