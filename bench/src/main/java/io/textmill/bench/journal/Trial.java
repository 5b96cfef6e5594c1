package io.textmill.bench.journal;

import io.textmill.bench.Children;
import io.textmill.bench.Exchange;
import io.textmill.bench.Failed;
import io.textmill.bench.Input;
import io.textmill.bench.Published;
import io.textmill.bench.Scrape;
import io.textmill.bench.Tally;
import io.textmill.bench.WorkerChild;
import io.textmill.contract.Topics;
import io.textmill.sandbox.kafka.EmbeddedKafka;
import io.textmill.sandbox.provider.Latency;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.sandbox.provider.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One turn of one arm: a broker of its own and two providers in this process, one slow and one that answers at once, and
 * a worker as a process of its own, with the journal or without it. Used by one thread.
 */
final class Trial {
    private static final String SLOW = "slow";
    private static final String FAST = "fast";
    private static final int PARTITIONS = 6;

    /** So many that no call waits for a place. */
    private static final int IN_FLIGHT = 500;

    private static final Duration TICK = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Deletions follow their commit at once; this long without an append, and they have all been made. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private final WorkerChild worker;
    private final Exchange exchange;

    private Trial(WorkerChild worker, Exchange exchange) {
        this.worker = worker;
        this.exchange = exchange;
    }

    /**
     * Runs it.
     *
     * @param folder where its files go; must be new
     * @param journal whether there is one
     */
    static Measured run(Path folder, Children children, boolean journal, Extent extent, long seed)
            throws InterruptedException {
        var settings = SimulatorSettings.defaults().withSeed(seed);
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                var slow = Simulator.start(
                        ProviderKind.OPENAI_CHAT, settings.withLatency(new Latency.Constant(Extent.CALL)));
                var fast = Simulator.start(ProviderKind.OPENAI_CHAT, settings)) {
            kafka.createTopics(PARTITIONS, Topics.DEFAULT);
            try (var worker = WorkerChild.start(children, folder, "worker", yaml(kafka, slow, fast, journal));
                    var exchange = Exchange.unchecked(kafka.bootstrapServers())) {
                return new Trial(worker, exchange).measured(extent);
            }
        }
    }

    private Measured measured(Extent extent) throws InterruptedException {
        burst("warm-up-", Extent.WARM_UP);
        Scrape before = quietScrape();
        Tally flow = flow(extent.flow());
        Scrape after = quietScrape();
        double jobsPerSecond = burst("burst-", extent.burst());
        return new Measured(
                flow.calls().stream().map(Trial::millis).toList(),
                new Measured.Writes(
                        added(before, after, "textmill_journal_append_seconds_count"),
                        added(before, after, "textmill_journal_bytes_total"),
                        added(before, after, "textmill_journal_append_seconds_sum")),
                jobsPerSecond);
    }

    /** Jobs a second from the first job's way to Kafka until the last one's result is read. */
    private double burst(String idPrefix, int jobs) {
        List<Input> inputs = IntStream.range(0, jobs)
                .mapToObj(number -> Input.ofOneCall(idPrefix + number, number, FAST))
                .toList();
        long began = System.nanoTime();
        var tally = new Tally(exchange.publish(inputs));
        readAll(tally);
        double seconds = (System.nanoTime() - began) / 1e9;
        whole(tally);
        return jobs / seconds;
    }

    /** Jobs one after the other, at a steady rate, each with a call that takes long. */
    private Tally flow(Duration lasts) throws InterruptedException {
        var published = new ArrayList<Published>();
        long began = System.nanoTime();
        long end = began + lasts.toNanos();
        while (System.nanoTime() < end) {
            long due = (System.nanoTime() - began)
                    * Extent.CALLS_PER_SECOND
                    / Duration.ofSeconds(1).toNanos();
            List<Input> inputs = IntStream.range(published.size(), (int) due)
                    .mapToObj(number -> Input.ofOneCall("flow-" + number, number, SLOW))
                    .toList();
            published.addAll(exchange.publish(inputs));
            Thread.sleep(TICK);
        }
        var tally = new Tally(published);
        readAll(tally);
        whole(tally);
        return tally;
    }

    private void readAll(Tally tally) {
        int events = 0;
        long since = System.nanoTime();
        while (!tally.complete()) {
            exchange.read(tally);
            worker.mustBeAlive();
            if (tally.events() > events) {
                events = tally.events();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new Failed(
                        "no result for " + PATIENCE.toSeconds() + " s, " + tally.missing() + " jobs without one");
            }
        }
    }

    /** With the records of calls, which may come after the results; each job must have taken one call. */
    private void whole(Tally tally) {
        exchange.readToEnd(tally);
        if (tally.succeeded() < tally.jobs()
                || tally.duplicates() > 0
                || tally.calls().size() != tally.jobs()) {
            throw new Failed("the figures are worth nothing: of %d jobs %d succeeded, with %d calls, %d results twice"
                    .formatted(tally.jobs(), tally.succeeded(), tally.calls().size(), tally.duplicates()));
        }
    }

    private Scrape quietScrape() throws InterruptedException {
        Scrape last = worker.scrape();
        while (true) {
            Thread.sleep(QUIET);
            Scrape now = worker.scrape();
            if (added(last, now, "textmill_journal_append_seconds_count") == 0) {
                return now;
            }
            last = now;
        }
    }

    private static double added(Scrape before, Scrape after, String metric) {
        return after.sum(metric) - before.sum(metric);
    }

    /** From when the call was to be made, so with its wait for the journal, to its answer. */
    private static long millis(JsonNode call) {
        return call.required("waitedMs").asLong() + call.required("calledMs").asLong();
    }

    private static String yaml(EmbeddedKafka kafka, Simulator slow, Simulator fast, boolean journal) {
        return """
            worker: {id: journal}
            kafka: {bootstrapServers: "%s"}
            tasks:
              sentiment: {provider: %s}
            engine: {drain: 45s}
            journal: {enabled: %s}
            admin: {host: 127.0.0.1, port: 0}
            providers:
            %s%s\
            """.formatted(kafka.bootstrapServers(), FAST, journal, provider(SLOW, slow), provider(FAST, fast));
    }

    private static String provider(String name, Simulator simulator) {
        return """
              %s:
                kind: openai-chat
                baseUrl: "%s"
                key: "%s"
                model: "%s"
                timeout: 20s
                limits: {inFlightPerWorker: %d}
            """.formatted(
                        name,
                        simulator.baseUrl(),
                        simulator.credentials().key(),
                        simulator.kind().model(),
                        IN_FLIGHT);
    }
}
