package io.textmill.bench.chaos;

import io.textmill.worker.check.ClusterCheck;
import io.textmill.worker.engine.Clients;
import io.textmill.worker.engine.Engine;
import io.textmill.worker.engine.EngineObserver;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.EngineStatus;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.Surroundings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker as a process of its own: the real engine, whose work is to call the provider stub. Prints {@value #READY} when
 * it has joined its group; SIGTERM makes it finish what is in flight and leave. Its log tells when it lost or gave back
 * partitions, and of every commit ({@link WorkerLog} reads it).
 */
public final class WorkerProcess {
    static final String READY = "READY";

    /** What closing takes beyond the drain. */
    private static final Duration LEAVE = Duration.ofSeconds(20);

    private static final Duration COMMIT_GAP = Duration.ofMillis(25);

    private WorkerProcess() {}

    /** Arguments: what {@link WorkerSettings#arguments} gives. */
    public static void main(String[] args) {
        WorkerSettings settings = WorkerSettings.parse(List.of(args));
        try (var provider = new StubClient(settings.stub(), settings.life())) {
            EngineSettings engineSettings = engine(settings);
            var clients = new LossyClients(
                    Clients.of(engineSettings),
                    settings.lossy(),
                    settings.life().hashCode());
            var surroundings = Surroundings.of(engineSettings, ClusterCheck.of(engineSettings), InstantSource.system())
                    .with(clients);
            var engine = new Engine(engineSettings, surroundings, new StubWork(provider), new LoggedCommits());
            Thread.ofVirtual().name("ready").start(() -> announce(engine));
            runUntilTold(engine, settings.drain().plus(LEAVE));
        }
        // Also when a thread of a library is still there.
        System.exit(0);
    }

    private static EngineSettings engine(WorkerSettings settings) {
        var client = new HashMap<>(settings.client());
        client.put("bootstrap.servers", settings.bootstrap());
        return new EngineSettings(
                settings.worker(),
                Site.GROUP,
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input(Site.JOBS, Site.RETRIES)),
                List.of(Site.RESULTS, Site.DEAD_LETTERS),
                Site.MARKERS,
                client,
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(
                        settings.inFlight(), Runtime.getRuntime().maxMemory() / 4, COMMIT_GAP, settings.drain()));
    }

    private static void runUntilTold(Engine engine, Duration patience) {
        var left = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine, left, patience), "stop"));
        try {
            engine.run();
        } finally {
            left.countDown();
        }
    }

    private static void stop(Engine engine, CountDownLatch left, Duration patience) {
        engine.stop();
        try {
            left.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void announce(Engine engine) {
        try {
            while (engine.status().phase() == EngineStatus.Phase.JOINING) {
                Thread.sleep(20);
            }
            System.out.println(READY);
            System.out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the log of every commit. */
    private static final class LoggedCommits implements EngineObserver {
        private static final Logger log = LoggerFactory.getLogger(WorkerLog.COMMITS);

        @Override
        public void committed(int finished, Duration took) {
            log.atInfo()
                    .addKeyValue("finished", finished)
                    .addKeyValue("took", took.toMillis())
                    .log(WorkerLog.COMMITTED);
        }

        @Override
        public void notCommitted(boolean outcomeUnknown) {
            log.atInfo().log(outcomeUnknown ? WorkerLog.UNKNOWN : WorkerLog.ABORTED);
        }

        @Override
        public void begunRetry(Duration late) {
            log.atInfo().addKeyValue("late", late.toMillis()).log("retry begun");
        }
    }
}
