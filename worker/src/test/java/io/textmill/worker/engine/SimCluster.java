package io.textmill.worker.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Where the workers run: starts another process for each that ends, as a Deployment does. */
final class SimCluster {
    static final String MARKERS = "markers";

    private final SimWorld world;
    private final List<Input> inputs;
    private final List<SimProcess> processes = new ArrayList<>();
    private boolean starts = true;

    SimCluster(SimWorld world, List<Input> inputs) {
        this.world = world;
        this.inputs = inputs;
    }

    /** What runs now. */
    List<SimProcess> processes() {
        return List.copyOf(processes);
    }

    boolean isEmpty() {
        return processes.isEmpty();
    }

    void start(String worker, int life, long delay) {
        world.time.after(delay, () -> {
            if (starts) {
                var process = new SimProcess(world, worker, life);
                processes.add(process);
                process.start(engine(process));
            }
        });
    }

    /** A process has ended. */
    void over(SimProcess process, String worker, int life) {
        processes.remove(process);
        start(worker, life + 1, world.random.spread(100, 30_000));
    }

    /** Scales down to none. */
    void stop() {
        starts = false;
        processes().forEach(SimProcess::stop);
    }

    /** Ends everything, whatever it does. */
    void kill() {
        starts = false;
        processes().forEach(SimProcess::kill);
    }

    void wakeAll() {
        processes.forEach(SimProcess::wake);
    }

    /** Partitions that some engine has blocked. */
    Set<TopicPartition> blocked() {
        return processes.stream().flatMap(each -> each.blocked().stream()).collect(Collectors.toSet());
    }

    private Engine engine(SimProcess process) {
        var settings = new EngineSettings(
                process.worker(),
                SimWorld.GROUP,
                EngineSettings.Protocol.CONSUMER,
                inputs,
                List.of(SimWork.RESULTS, SimWork.DEAD_LETTERS, SimWork.CALLS),
                MARKERS,
                Map.of(),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(
                        world.size.inFlight(),
                        256L << 20,
                        Duration.ofMillis(25),
                        Duration.ofMillis(world.random.spread(100, 130_000))));
        var surroundings = new Surroundings(
                clients(process), () -> check(process), process.hands(), process::wallClock, process.ticker());
        return new Engine(settings, surroundings, new SimWork(process), EngineObserver.NONE);
    }

    private static Clients clients(SimProcess process) {
        return new Clients() {
            @Override
            public Consumer<byte[], byte[]> consumer() {
                return SimFake.consumer(process.join());
            }

            @Override
            public Consumer<byte[], byte[]> reader() {
                return SimFake.consumer(new SimReader(process));
            }

            @Override
            public Producer<byte[], byte[]> producer(String transactionalId) {
                return SimFake.producer(new SimProducer(process, transactionalId));
            }
        };
    }

    private static Optional<TopicLimits> check(SimProcess process) {
        process.pass("check");
        return process.awaitBrokers(Duration.ofSeconds(5)) ? Optional.of(TopicLimits.DEFAULT) : Optional.empty();
    }
}
