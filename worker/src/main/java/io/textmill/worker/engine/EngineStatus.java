package io.textmill.worker.engine;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the engine looked like after its last turn. Immutable: written by the engine thread, read by anyone.
 *
 * @param at when the turn ended
 * @param phase where in its life the engine is
 * @param assigned partitions held
 * @param inFlight records being worked on
 * @param queued records read and not begun
 * @param held records to be continued later
 * @param open offsets read and not committed as finished
 * @param pending finished records not committed yet
 * @param commitsFailSince since when no commit has succeeded though some were tried; null when the last one did
 * @param blocked partitions that are not worked on, each with the reason
 */
public record EngineStatus(
        Instant at,
        Phase phase,
        int assigned,
        int inFlight,
        int queued,
        int held,
        int open,
        int pending,
        @Nullable Instant commitsFailSince,
        Map<TopicPartition, String> blocked) {
    public EngineStatus {
        blocked = Map.copyOf(blocked);
    }

    /** Where in its life an engine is. */
    public enum Phase {
        /** Not in the group yet. */
        JOINING,
        /** In the group, working. */
        RUNNING,
        /** Finishing what is in flight. */
        DRAINING,
        /** Stopped. */
        STOPPED
    }

    /** Before the first turn. */
    static EngineStatus starting(Instant at) {
        return new EngineStatus(at, Phase.JOINING, 0, 0, 0, 0, 0, 0, null, Map.of());
    }
}
