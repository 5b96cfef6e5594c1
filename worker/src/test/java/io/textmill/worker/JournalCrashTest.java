package io.textmill.worker;

import static io.textmill.worker.Workplace.PATIENCE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Workers are killed at each state of the journal: no acknowledged answer is paid for again, and nothing is hidden. */
@Timeout(180)
class JournalCrashTest {
    /** The slow calls of a long job: fewer than are made side by side, so that the others go on. */
    private static final int SLOW = 6;

    private static final Fault HANGS = Fault.slowFirstByte(Duration.ofSeconds(9));

    /** Longer than the brokers are asked to take an entry. */
    private static final String NOTES_FIRST = "journal: {patience: 30s}\n";

    /** Finished work waits so long until it is committed. */
    private static final String COMMITS_LATE = "engine: {commitGap: 12s}\n";

    private static final Job SHORT = Job.sentiment("short", "This thing is really good.");
    private static final Job LONG =
            Job.sentiment("long", "It is a fine thing, and there is more of it to be said. ".repeat(80));

    @TempDir
    Path folder;

    @Test
    void callsNobodyBeforeItIsNotedThatItWill() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            Process first = place.startWorker("first", NOTES_FIRST);
            awaitRunning(place);
            place.deleteJournal(Task.SENTIMENT);
            place.publish(List.of(SHORT));
            await().atMost(PATIENCE)
                    .until(() -> place.metrics("first").contains("textmill_calls_in_flight{provider=\"juhe\"} 1.0"));

            kill(first);

            assertThat(ledger(place)).isEmpty();
            place.createTopics();
            place.startWorker("second");
            JobResult result = only(place.results(1));
            assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(result.usage().charged()).isEqualTo(1);
            assertThat(result.usage().unknown()).isZero();
            assertThat(ledger(place)).hasSize(1);
        }
    }

    @Test
    void tellsOfACallThatWasSentAndWhoseAnswerNobodyHasHeard() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            place.simulator(ProviderKind.JUHE).script(HANGS);
            place.publish(List.of(SHORT));
            Process first = place.startWorker("first");
            await().atMost(PATIENCE).until(() -> ledger(place).size() == 1);

            kill(first);

            place.startWorker("second");
            JobResult result = only(place.results(1));
            assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(result.calls()).extracting(CallRecord::outcome).containsExactly("uncertain", "answered");
            assertThat(result.calls()).extracting(CallRecord::charged).containsExactly(Charged.UNKNOWN, Charged.YES);
            assertThat(place.calls(2)).extracting(call -> call.worker()).containsExactly("first", "second");
            assertThat(ledger(place)).hasSize(2);
            awaitEmptyJournal(place);
        }
    }

    @Test
    void publishesAnAnswerThatWasNotCommittedYetWithoutPayingAgain() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            Process first = place.startWorker("first", COMMITS_LATE);
            awaitRunning(place);
            place.publish(List.of(SHORT));
            await().atMost(PATIENCE).until(() -> ended(place).size() == 1);

            kill(first);

            assertThat(place.journal(Task.SENTIMENT)).hasSize(1);
            place.startWorker("second");
            JobResult result = only(place.results(1));
            assertThat(result.worker()).isEqualTo("second");
            assertThat(ledger(place)).extracting(Ledger.Entry::id).containsExactly(result.orderId());
            assertThat(only(place.calls(1)).worker()).isEqualTo("first");
            assertThat(result.usage().charged()).isEqualTo(1);
            assertThat(result.usage().unknown()).isZero();
            awaitEmptyJournal(place);
        }
    }

    @Test
    void paysInALongJobOnlyForWhatWasNotAnswered() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            Stream.generate(() -> HANGS).limit(SLOW).forEach(place.simulator(ProviderKind.JUHE)::script);
            place.publish(List.of(LONG));
            Process first = place.startWorker("first");
            await().atMost(PATIENCE).until(() -> ended(place).size() > 2 && sent(place) == SLOW);

            kill(first);

            Set<String> answered = ended(place);
            long lost = sent(place);
            place.startWorker("second");
            JobResult result = only(place.results(1));
            assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
            assertThat(result.usage().charged()).isEqualTo(result.parts());
            assertThat(result.usage().unknown()).isEqualTo((int) lost);
            assertThat(result.calls()).extracting(CallRecord::orderId).containsAll(answered);
            assertThat(ledger(place).size()).isBetween(result.parts(), result.parts() + (int) lost);
            awaitEmptyJournal(place);
        }
    }

    @Test
    void repeatsNothingOfAJobThatWasCommittedAndIsStillInTheJournal() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            Process first = place.startWorker("first", COMMITS_LATE);
            awaitRunning(place);
            place.publish(List.of(SHORT, LONG));
            await().atMost(PATIENCE).until(() -> ended(place).size() > 2 && sent(place) == 0);
            place.journalTakes(Task.SENTIMENT, false);
            List<JobResult> before = place.results(2);

            kill(first);

            assertThat(place.journal(Task.SENTIMENT)).isNotEmpty();
            place.journalTakes(Task.SENTIMENT, true);
            int paid = ledger(place).size();
            place.startWorker("second");
            place.publish(List.of(Job.sentiment("later", "This is another good thing.")));
            assertThat(place.results(3)).hasSize(3).containsAll(before);
            assertThat(ledger(place)).hasSize(paid + 1);
        }
    }

    private static void awaitRunning(Workplace place) {
        await().atMost(PATIENCE)
                .until(() -> place.metrics("first").contains("textmill_partitions 45.0")
                        && place.metrics("first").contains("textmill_commits_total"));
    }

    private static void awaitEmptyJournal(Workplace place) {
        await().atMost(PATIENCE).until(() -> place.journal(Task.SENTIMENT).isEmpty());
    }

    private static void kill(Process worker) throws InterruptedException {
        worker.destroyForcibly().waitFor();
    }

    /** The numbers of the answers that are kept. */
    private static Set<String> ended(Workplace place) {
        return place.journal(Task.SENTIMENT).values().stream()
                .filter(entry -> entry.path("end").asString().equals("answered"))
                .map(entry -> entry.at("/calls/0/call/order_id").asString())
                .collect(toSet());
    }

    private static long sent(Workplace place) {
        return place.journal(Task.SENTIMENT).values().stream()
                .map(entry -> entry.path("sent"))
                .filter(JsonNode::asBoolean)
                .count();
    }

    private static List<Ledger.Entry> ledger(Workplace place) {
        return place.simulator(ProviderKind.JUHE).ledger().entries();
    }

    private static <T> T only(Collection<T> values) {
        assertThat(values).hasSize(1);
        return values.iterator().next();
    }
}
