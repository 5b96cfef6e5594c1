package io.textmill.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.worker.check.Finding.Severity;
import io.textmill.worker.check.TopicFacts.Found;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold for the topic of a journal. */
class JournalTopicTest {
    private static final Map<String, String> TIDY =
            Map.of("min.insync.replicas", "2", "cleanup.policy", "delete,compact", "retention.ms", "691200000");
    private static final TopicUse USE = new TopicUse.Journal("journal", "jobs", Duration.ofDays(1));

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(flaws(found(48, TIDY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cleanup.policy    | compact  | grows for ever, or is lost       | cleanup.policy=[compact,delete]
        cleanup.policy    | delete   | grows for ever, or is lost       | cleanup.policy=[compact,delete]
        retention.ms      | 86399999 | before their jobs' deadline      | retention.ms=691200000
        max.message.bytes | 500000   | longer answers are not kept      | max.message.bytes=525312
        """)
    void judgesItsSettings(String setting, String value, String problem, String remedy) {
        var changed = new HashMap<>(TIDY);
        changed.put(setting, value);

        assertThat(flaws(found(48, changed))).hasSize(1).allSatisfy(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Severity.DANGER);
            assertThat(flaw.problem()).contains(problem);
            assertThat(flaw.remedy()).endsWith("--add-config " + remedy);
        });
    }

    @Test
    void wantsAsManyPartitionsAsItsInputHas() {
        assertThat(flaws(found(12, TIDY))).hasSize(1).allSatisfy(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Severity.DANGER);
            assertThat(flaw.problem()).startsWith("has 12 partitions, its input has 48");
        });
    }

    @Test
    void saysHowToCreateIt() {
        assertThat(flaws(new TopicFacts.Missing())).hasSize(1).allSatisfy(flaw -> {
            assertThat(flaw.severity()).isEqualTo(Severity.FATAL);
            assertThat(flaw.remedy())
                    .contains("--create --topic $topic --partitions 48 --replication-factor 3")
                    .contains("--config cleanup.policy=compact,delete --config retention.ms=691200000")
                    .endsWith("--config delete.retention.ms=600000 --config max.compaction.lag.ms=600000"
                            + " --config min.cleanable.dirty.ratio=0.1 --config segment.bytes=16777216");
        });
    }

    private static List<Flaw> flaws(TopicFacts journal) {
        var topics = Map.of("journal", journal, "jobs", found(48, TIDY));
        var facts = new ClusterFacts(3, new Configuration(Map.of()), Map.of(), true, topics);
        return new TopicRules(new Commands("kafka:9092", false), facts).flaws(USE);
    }

    private static Found found(int partitions, Map<String, String> settings) {
        return new Found(partitions, 3, true, true, new Configuration(settings));
    }
}
