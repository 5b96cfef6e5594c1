package io.textmill.bench.engine;

import io.textmill.worker.engine.Engine;
import io.textmill.worker.engine.EngineObserver;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.StartCheck;
import io.textmill.worker.engine.Surroundings;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Textmill's engine, as the worker runs it. */
final class EngineArm {
    private static final long MEMORY = 256L << 20;

    private EngineArm() {}

    /** Takes {@code exactly-once|at-least-once}, then {@link ArmArguments}. */
    public static void main(String[] args) {
        var arguments = ArmArguments.parse(List.of(args).subList(1, args.length));
        EngineSettings settings = settings(arguments);
        // The topics are the driver's, which has seen to them.
        var usual = Surroundings.of(settings, StartCheck.NONE, InstantSource.system());
        Surroundings surroundings = args[0].equals("at-least-once")
                ? usual.with(new AtLeastOnce(usual.clients(), arguments.bootstrapServers()))
                : usual;
        var engine = new Engine(settings, surroundings, new Echo(arguments.output()), EngineObserver.NONE);
        ArmArguments.announce();
        engine.run();
    }

    /** What a worker has whose configuration says nothing about its engine, but for the concurrency. */
    private static EngineSettings settings(ArmArguments arguments) {
        return new EngineSettings(
                "arm",
                arguments.group(),
                EngineSettings.Protocol.CONSUMER,
                List.of(new Input(arguments.input(), Lane.retryPrefix(arguments.input()))),
                List.of(arguments.output()),
                Lane.markers(arguments.input()),
                Map.of("bootstrap.servers", arguments.bootstrapServers()),
                EngineSettings.Checks.WARN,
                new EngineSettings.Bounds(
                        arguments.concurrency(), MEMORY, Duration.ofMillis(25), Duration.ofSeconds(10)));
    }

    /** Publishes each job as its own result. */
    private record Echo(String output) implements Work {
        @Override
        public Verdict run(Inbound inbound) throws InterruptedException {
            byte[] key = Objects.requireNonNull(inbound.key());
            byte[] value = Objects.requireNonNull(inbound.value());
            Job.work(value);
            return new Verdict.Done(List.of(new Outbound(output, key, value, List.of())));
        }

        @Override
        public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
            throw new IllegalStateException(why + ": " + detail);
        }
    }
}
