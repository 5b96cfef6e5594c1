package io.textmill.worker;

import static io.textmill.worker.Workplace.PATIENCE;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.textmill.contract.CallEntry;
import io.textmill.contract.Charged;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.JobResult.Status;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.Ledger;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real worker processes, a real broker, real HTTP. */
class WorkerProcessTest {
    private static final SimulatorSettings SLOW =
            SimulatorSettings.defaults().withLatency(new Latency.Constant(Duration.ofMillis(100)));

    @TempDir
    Path folder;

    @Test
    void answersEveryTaskByEveryProviderAndItsBooksAgreeWithTheirs() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            List<Job> jobs = everyTaskByEveryProvider();
            for (ProviderKind kind : ProviderKind.values()) {
                place.simulator(kind).script(Fault.status(502, ""), Fault.resetBeforeRequest());
            }
            place.publish(jobs);
            place.startWorker("worker");

            List<JobResult> results = place.results(jobs.size());

            assertThat(results).extracting(JobResult::jobId).containsExactlyInAnyOrderElementsOf(ids(jobs));
            assertThat(results).extracting(JobResult::status).containsOnly(Status.SUCCEEDED);
            List<CallEntry> calls = place.calls(jobs.size());
            for (ProviderKind kind : ProviderKind.values()) {
                assertThat(chargedNumbers(calls, kind)).isEqualTo(chargedNumbers(place.simulator(kind)));
            }
        }
    }

    @Test
    void losesAndRepeatsNoResultWhenItIsKilled() throws Exception {
        try (var place = new Workplace(folder, SLOW)) {
            Process first = startInTheMiddleOf(sentimentJobs(0, 200), place);
            first.destroyForcibly().waitFor();
            place.startWorker("second");

            List<JobResult> results = place.results(200);

            assertThat(results)
                    .extracting(JobResult::jobId)
                    .doesNotHaveDuplicates()
                    .hasSize(200);
            assertThat(results).extracting(JobResult::worker).contains("first", "second");
        }
    }

    @Test
    void publishesNothingOfWhatItLostWhileItWasFrozen() throws Exception {
        try (var place = new Workplace(folder, SLOW)) {
            Process first = startInTheMiddleOf(sentimentJobs(0, 200), place);
            signal("STOP", first);
            place.startWorker("second");
            place.results(200);

            signal("CONT", first);

            await().atMost(PATIENCE).until(() -> place.log("first").contains(" lost "));
            place.publish(sentimentJobs(200, 300));
            assertThat(place.results(300))
                    .extracting(JobResult::jobId)
                    .doesNotHaveDuplicates()
                    .hasSize(300);
        }
    }

    @Test
    void finishesTheCallsInFlightOnSigtermAndPaysForNoneTwice() throws Exception {
        try (var place = new Workplace(folder, SLOW)) {
            Process first = startInTheMiddleOf(sentimentJobs(0, 200), place);

            first.destroy();

            assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            place.startWorker("second");
            assertThat(place.results(200))
                    .extracting(JobResult::jobId)
                    .doesNotHaveDuplicates()
                    .hasSize(200);
            assertThat(charged(place)).isEqualTo(200);
        }
    }

    @Test
    void leavesWhatIsInFlightToOthersWhenItIsToldToStopASecondTime() throws Exception {
        var hours = SimulatorSettings.defaults().withLatency(new Latency.Constant(Duration.ofHours(1)));
        try (var place = new Workplace(folder, hours)) {
            place.publish(sentimentJobs(0, 3));
            Process first = place.startWorker("first");
            await().atMost(PATIENCE)
                    .until(() -> place.metrics("first").contains("textmill_calls_in_flight{provider=\"juhe\"} 3.0"));
            first.destroy();
            await().atMost(PATIENCE).until(() -> place.log("first").contains("finishing what is in flight"));

            first.destroy();

            assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(place.log("first"))
                    .contains("told to stop a second time")
                    .containsPattern("drained: .*inFlight=3");
        }
    }

    @Test
    void tellsNeitherTextsNorSecretsInItsLog() throws Exception {
        try (var place = new Workplace(folder, SimulatorSettings.defaults())) {
            Job job = Job.sentiment("j1", "The secret garden was lovely.");
            place.publish(List.of(job, job.withProvider("nobody")));
            place.startWorker("worker");
            place.results(2);

            String log = place.log("worker");

            assertThat(log).contains("jobId=j1").contains("order_id=");
            var credentials = place.simulator(ProviderKind.JUHE).credentials();
            assertThat(log).doesNotContain("garden", credentials.key(), credentials.appSecret());
        }
    }

    /** A worker that has done some of those jobs. */
    private static Process startInTheMiddleOf(List<Job> jobs, Workplace place) throws Exception {
        place.publish(jobs);
        Process worker = place.startWorker("first");
        await().atMost(PATIENCE).until(() -> charged(place) >= 60);
        return worker;
    }

    private static long charged(Workplace place) {
        return place.simulator(ProviderKind.JUHE).ledger().totals().charged();
    }

    private static List<Job> everyTaskByEveryProvider() {
        String english = "Anna Smith of Harbour Ltd was very happy with the clean room in Berlin on 3 May 2024. ";
        String chinese = "海港公司的王小明2024年5月3日在北京入住，房间干净，服务非常好，他很满意。";
        var jobs = new ArrayList<Job>();
        for (ProviderKind kind : ProviderKind.values()) {
            for (String text : List.of(english, chinese, english.repeat(20))) {
                Stream.of(
                                Job.summarize(id(jobs, 0), text),
                                Job.sentiment(id(jobs, 1), text),
                                Job.extraction(id(jobs, 2), text))
                        .map(job -> job.withProvider(kind.wireName()))
                        .forEach(jobs::add);
            }
        }
        return jobs;
    }

    private static String id(List<Job> jobs, int offset) {
        return "job-" + (jobs.size() + offset);
    }

    private static List<Job> sentimentJobs(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Job.sentiment("job-" + i, "This thing number " + i + " is really good."))
                .toList();
    }

    private static void signal(String signal, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static List<String> ids(List<Job> jobs) {
        return jobs.stream().map(Job::jobId).toList();
    }

    private static Set<String> chargedNumbers(List<CallEntry> calls, ProviderKind kind) {
        return calls.stream()
                .map(CallEntry::call)
                .filter(call -> call.provider().equals(kind.wireName()) && call.charged() == Charged.YES)
                .map(call -> Stream.of(call.orderId(), call.taskNo(), call.id())
                        .filter(number -> number != null)
                        .findFirst()
                        .orElseThrow())
                .collect(toSet());
    }

    private static Set<String> chargedNumbers(Simulator simulator) {
        return simulator.ledger().entries().stream()
                .filter(Ledger.Entry::charged)
                .map(Ledger.Entry::id)
                .collect(toSet());
    }
}
