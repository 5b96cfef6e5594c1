package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected of the topics whose records count for a long time. */
class OtherTopicsTest {
    private static final Commands COMMANDS = new Commands("kafka:9092", false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
        budget | 1 | retention.ms=3888000000                    | nothing
        budget | 1 | retention.ms=-1                            | nothing
        budget | 2 | retention.ms=3888000000                    | FATAL has 2 partitions: only in one do all workers read the same order
        budget | 1 | retention.ms=604800000                     | DANGER retention.ms is 604800000, below 45 days: what is forgotten of a month can be spent again
        budget | 1 | retention.ms=-1;retention.bytes=1000000    | DANGER retention.bytes is 1000000: what is forgotten can be spent again
        calls  | 9 | retention.ms=7776000000                    | nothing
        calls  | 9 | retention.ms=604800000                     | NOTE retention.ms is 604800000, below 90 days: bills of before cannot be compared
        """)
    void judgesHowLongTheyAreKept(String topic, int partitions, String settings, String expected) {
        var values = new HashMap<String, String>();
        for (String setting : settings.split(";", -1)) {
            String[] pair = setting.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        values.put("max.message.bytes", "1048588");
        values.put("min.insync.replicas", "2");
        var found = new TopicFacts.Found(partitions, 3, true, true, new Configuration(values));
        var facts = new ClusterFacts(3, new Configuration(Map.of()), Map.of(), true, Map.of(topic, found));
        TopicUse use = topic.equals("calls") ? new TopicUse.Calls("calls", 1_000) : new TopicUse.Budget("budget");

        var flaws = new TopicRules(COMMANDS, facts)
                .flaws(use).stream()
                        .map(flaw -> flaw.severity() + " " + flaw.problem())
                        .toList();

        if (expected == null) {
            assertThat(flaws).isEmpty();
        } else {
            assertThat(flaws).containsExactly(expected);
        }
    }

    @Test
    void createsThemSoThatNothingIsForgottenTooSoon() {
        var facts = new ClusterFacts(3, new Configuration(Map.of()), Map.of(), true, Map.of());

        assertThat(new NewTopics(COMMANDS, facts).create(new TopicUse.Budget("budget")))
                .contains("--partitions 1 --replication-factor 3", "cleanup.policy=delete", "retention.ms=3888000000");
        assertThat(new NewTopics(COMMANDS, facts).create(new TopicUse.Calls("calls", 1_000)))
                .contains("--partitions 48", "retention.ms=7776000000");
    }
}
