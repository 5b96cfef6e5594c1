package io.textmill.worker.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void putsPriorityBeforeDeadlineAndDeadlineBeforeAge() {
        var queue = new FairQueue(tenant -> 1);
        var waiting = new HashMap<FairQueue.Waiting, String>();
        waiting.put(queue.add(new Urgency("", 5, NOW.plusSeconds(10), NOW.minusSeconds(9))), "old");
        waiting.put(queue.add(new Urgency("", 5, NOW.plusSeconds(10), NOW)), "young");
        waiting.put(queue.add(new Urgency("", 5, NOW.plusSeconds(1), NOW)), "soon");
        waiting.put(queue.add(new Urgency("", 9, NOW.plusSeconds(99), NOW)), "first");

        assertThat(turns(queue, waiting)).containsExactly("first", "soon", "old", "young");
    }

    @Test
    void sharesTurnsByWeight() {
        var queue = new FairQueue(tenant -> tenant.equals("large") ? 3 : 1);
        var waiting = new HashMap<FairQueue.Waiting, String>();
        for (int i = 0; i < 100; i++) {
            waiting.put(queue.add(urgency("large")), "large");
            waiting.put(queue.add(urgency("small")), "small");
        }

        List<String> turns = turns(queue, waiting);

        assertThat(turns.subList(0, 40)).filteredOn("large"::equals).hasSize(30);
    }

    @Test
    void letsTenJobsOfOneTenantGoBesideAMillionOfAnother() {
        var queue = new FairQueue(tenant -> 1);
        var waiting = new HashMap<FairQueue.Waiting, String>();
        for (int i = 0; i < 1_000; i++) {
            waiting.put(queue.add(urgency("flood")), "flood");
        }
        for (int i = 0; i < 500; i++) {
            queue.remove(first(queue), true);
        }
        for (int i = 0; i < 10; i++) {
            waiting.put(queue.add(urgency("few")), "few");
        }

        assertThat(turns(queue, waiting).subList(0, 21))
                .filteredOn("few"::equals)
                .hasSize(10);
    }

    @Test
    void givesNoTurnsBackForATimeOfAbsence() {
        var queue = new FairQueue(tenant -> 1);
        var waiting = new HashMap<FairQueue.Waiting, String>();
        queue.remove(queue.add(urgency("away")), true);
        for (int i = 0; i < 100; i++) {
            queue.add(urgency("here"));
            queue.remove(first(queue), true);
        }
        for (int i = 0; i < 10; i++) {
            waiting.put(queue.add(urgency("here")), "here");
            waiting.put(queue.add(urgency("away")), "away");
        }

        assertThat(turns(queue, waiting).subList(0, 10))
                .filteredOn("away"::equals)
                .hasSizeBetween(5, 6);
    }

    @Test
    void forgetsWhoGaveUp() {
        var queue = new FairQueue(tenant -> 1);
        FairQueue.Waiting waiting = queue.add(urgency("one"));

        queue.remove(waiting, false);

        assertThat(queue.first()).isNull();
        assertThat(queue.size()).isZero();
    }

    private static Urgency urgency(String tenant) {
        return new Urgency(tenant, 5, NOW, NOW);
    }

    private static FairQueue.Waiting first(FairQueue queue) {
        FairQueue.Waiting first = queue.first();
        assertThat(first).isNotNull();
        return first;
    }

    private static List<String> turns(FairQueue queue, Map<FairQueue.Waiting, String> names) {
        var turns = new ArrayList<String>();
        while (queue.first() != null) {
            FairQueue.Waiting next = first(queue);
            queue.remove(next, true);
            turns.add(names.getOrDefault(next, "?"));
        }
        return turns;
    }
}
