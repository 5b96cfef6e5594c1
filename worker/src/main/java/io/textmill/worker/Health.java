package io.textmill.worker;

import io.textmill.worker.caller.Caller;
import io.textmill.worker.engine.EngineStatus;
import io.textmill.worker.observe.HealthSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the worker is alive and ready, judged by what its engine and callers show. */
final class Health implements HealthSource {
    /** A turn takes milliseconds; a broker that does not answer may hold one up for the client's own timeouts. */
    private static final Duration STALLED = Duration.ofMinutes(5);

    /** Commits fail now and then; for so long, nothing is published any more. */
    private static final Duration COMMITS_FAIL = Duration.ofSeconds(30);

    private final Supplier<EngineStatus> engine;
    private final Collection<Caller> callers;
    private final Supplier<Optional<String>> caps;
    private final InstantSource clock;

    /** @param caps what is wrong with the caps' leases */
    Health(
            Supplier<EngineStatus> engine,
            Collection<Caller> callers,
            Supplier<Optional<String>> caps,
            InstantSource clock) {
        this.engine = engine;
        this.callers = List.copyOf(callers);
        this.caps = caps;
        this.clock = clock;
    }

    @Override
    public List<String> live() {
        EngineStatus status = engine.get();
        Duration silent = Duration.between(status.at(), clock.instant());
        return silent.compareTo(STALLED) > 0
                ? List.of("the engine has made no turn for " + silent.toSeconds() + " s")
                : List.of();
    }

    @Override
    public List<String> ready() {
        EngineStatus status = engine.get();
        var problems = new ArrayList<String>();
        if (status.phase() != EngineStatus.Phase.RUNNING) {
            problems.add("the engine is " + status.phase().name().toLowerCase(Locale.ROOT));
        }
        Instant failing = status.commitsFailSince();
        if (failing != null && failing.plus(COMMITS_FAIL).isBefore(clock.instant())) {
            problems.add("no commit has succeeded since " + failing);
        }
        status.blocked().forEach((partition, why) -> problems.add(partition + " is blocked: " + why));
        for (Caller caller : callers) {
            caller.misconfigured()
                    .ifPresent(
                            why -> problems.add("provider " + caller.provider().name() + ": " + why));
        }
        caps.get().ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> notes() {
        return callers.stream()
                .flatMap(caller -> caller.parkedBecause().stream()
                        .map(why -> "provider " + caller.provider().name() + " is parked until " + caller.reopensAt()
                                + ": " + why))
                .toList();
    }
}
