package io.textmill.worker;

import static io.textmill.worker.Workplace.PATIENCE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.JobResult.Status;
import io.textmill.contract.Task;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Ledger;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Short jobs that share calls, from Kafka to the provider and back, with a kill in between. */
@Timeout(180)
class PackedCallsTest {
    private static final int MOST = 5;

    @TempDir
    Path folder;

    @Test
    void answersManyJobsWithFewCallsAndPaysForNoneTwiceAfterAKill() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            place.publish(jobs("a", 40));
            Process first = place.startPackingWorker("first", MOST);
            List<JobResult> results = place.results(40);
            assertThat(results).hasSize(40).allSatisfy(PackedCallsTest::isRight);
            List<CallEntry> calls = place.calls(40);
            assertThat(ids(calls)).hasSize(40 / MOST).isEqualTo(ids(ledger(place)));
            assertThat(calls.stream().map(entry -> share(entry.call())).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(BigDecimal.valueOf(ledger(place).size()));
            awaitJournal(place, 0, false);

            // All that are published now share one call, whose end nobody hears.
            place.simulator(ProviderKind.OPENAI_CHAT).script(Fault.slowFirstByte(Duration.ofSeconds(9)));
            place.publish(jobs("b", MOST));
            awaitJournal(place, MOST, true);
            int before = ledger(place).size();
            first.destroyForcibly().waitFor();

            place.startPackingWorker("second", MOST);
            List<JobResult> after = place.results(40 + MOST).stream()
                    .filter(result -> result.jobId().startsWith("b"))
                    .toList();
            assertThat(after).hasSize(MOST).allSatisfy(PackedCallsTest::isRight).allSatisfy(result -> {
                assertThat(result.calls()).extracting(CallRecord::outcome).containsExactly("uncertain", "answered");
                assertThat(result.calls())
                        .extracting(CallRecord::charged)
                        .containsExactly(Charged.UNKNOWN, Charged.YES);
                assertThat(result.calls().getFirst().share()).isEqualTo(0.2);
                assertThat(result.calls().getLast().share()).isNull();
            });
            assertThat(ledger(place)).hasSize(before + MOST);
        }
    }

    private static void isRight(JobResult result) {
        boolean isEven = Integer.parseInt(result.jobId().substring(1)) % 2 == 0;
        assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(result.sentiment().label()).isEqualTo(isEven ? "positive" : "negative");
    }

    private static List<Job> jobs(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Job.sentiment(
                        prefix + i,
                        "Number " + i + " of " + prefix
                                + (i % 2 == 0 ? " is great, I love it." : " is awful, I hate it.")))
                .toList();
    }

    private static void awaitJournal(Workplace place, int entries, boolean areSent) {
        await().atMost(PATIENCE).until(() -> {
            Map<String, JsonNode> journal = place.journal(Task.SENTIMENT);
            return journal.size() == entries
                    && journal.values().stream()
                            .allMatch(entry -> entry.path("sent").asBoolean() == areSent);
        });
    }

    private static Set<String> ids(List<?> calls) {
        return calls.stream()
                .map(call -> call instanceof CallEntry entry ? entry.call().id() : ((Ledger.Entry) call).id())
                .collect(toSet());
    }

    private static BigDecimal share(CallRecord call) {
        return call.share() == null ? BigDecimal.ONE : BigDecimal.valueOf(call.share());
    }

    private static List<Ledger.Entry> ledger(Workplace place) {
        return place.simulator(ProviderKind.OPENAI_CHAT).ledger().entries();
    }
}
