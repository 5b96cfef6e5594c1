package io.textmill.worker.fleet;

import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.fleet.BacklogSource.UnreadableException;
import io.textmill.worker.quota.FleetHistory;
import io.textmill.worker.quota.FleetReading;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.QuotaAllocator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the backlog of all partitions at every tick of the wall clock, as each worker of the fleet does by itself, and
 * keeps the shares that follow from it. A thread of its own asks the brokers; shares are told at once by any thread.
 *
 * <p>A reading that is not there before the next tick is not used: the others of the fleet have theirs.
 */
public final class FleetReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FleetReader.class);

    private final EngineSettings settings;
    private final BacklogSource source;
    private final Runnable closeSource;
    private final InstantSource clock;
    private final List<ReadShare> shares = new CopyOnWriteArrayList<>();

    /** Written once, at the start, and read by any thread. */
    private volatile Supplier<Set<TopicPartition>> assigned = Set::of;

    /** Written by the reader's thread, read by any. */
    private volatile @Nullable Instant lastRead;

    /** Whether it was told that the safe share is taken; written and read by the reader's thread. */
    private boolean lapsed;

    private @Nullable Thread thread;

    FleetReader(EngineSettings settings, BacklogSource source, Runnable closeSource, InstantSource clock) {
        this.settings = settings;
        this.source = source;
        this.closeSource = closeSource;
        this.clock = clock;
    }

    /**
     * A reader of the brokers that the settings name, which does not read yet.
     *
     * @param callsOfJob how many calls a job of that input topic takes, where no owner has told; the same for all workers
     */
    public static FleetReader of(EngineSettings settings, ToDoubleFunction<String> callsOfJob, InstantSource clock) {
        Admin admin = Admin.create(new HashMap<>(settings.client()));
        return new FleetReader(
                settings,
                new GroupBacklog(admin, settings, callsOfJob),
                () -> admin.close(Duration.ofSeconds(1)),
                clock);
    }

    /**
     * The share of a provider's limits.
     *
     * @param inputs the input topics whose jobs call the provider, without their retry topics; empty for all
     */
    public FleetShare share(QuotaAllocator allocator, Set<String> inputs) {
        return switch (allocator) {
            case QuotaAllocator.Static fixed -> _ -> fixed.portion();
            case QuotaAllocator.Backlog _, QuotaAllocator.Partition _ -> {
                Set<String> topics = settings.inputs().stream()
                        .filter(input -> inputs.isEmpty() || inputs.contains(input.topic()))
                        .flatMap(Input::topics)
                        .collect(Collectors.toSet());
                var share = new ReadShare(allocator, topics::contains, () -> assigned.get());
                shares.add(share);
                yield share;
            }
        };
    }

    /** The tick of the latest reading; null before the first. */
    public @Nullable Instant lastRead() {
        return lastRead;
    }

    /**
     * Begins to read, with the next tick, until closed.
     *
     * @param ours what is this worker's at any time; another set each time it changes
     */
    public synchronized void start(Supplier<Set<TopicPartition>> ours) {
        divideBy(ours);
        thread = Thread.ofVirtual().name("fleet-reader").start(this::run);
    }

    /** Divides by what is ours, as told from now on. */
    void divideBy(Supplier<Set<TopicPartition>> ours) {
        assigned = ours;
    }

    /** Stops reading: shares fall back as they do when the brokers do not answer. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
        closeSource.run();
    }

    private void run() {
        try {
            while (true) {
                Instant tick = FleetHistory.tickOf(clock.instant()).plus(FleetHistory.TICK);
                Thread.sleep(Duration.between(clock.instant(), tick));
                read(tick);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /** One reading, for a tick that has just come. */
    void read(Instant tick) throws InterruptedException {
        try {
            FleetReading reading = source.read(tick);
            if (!clock.instant().isBefore(tick.plus(FleetHistory.TICK))) {
                failed(tick, "it took longer than to the next tick");
                return;
            }
            if (lastRead == null || lapsed) {
                log.atInfo().addKeyValue("partitions", reading.backlog().size()).log("the fleet's backlog is read");
            }
            lapsed = false;
            shares.forEach(share -> share.add(reading));
            lastRead = tick;
        } catch (UnreadableException | RuntimeException e) {
            // Whatever it is: a reader that ended would leave the worker without a share for good.
            failed(tick, e.toString());
        }
    }

    private void failed(Instant tick, String reason) {
        Instant last = lastRead;
        boolean lapses = last == null || !last.plus(FleetHistory.LEASE).isAfter(tick);
        if (lapses && !lapsed) {
            lapsed = true;
            log.atWarn()
                    .addKeyValue("lastRead", last)
                    .addKeyValue("reason", reason)
                    .log("the fleet's backlog cannot be read: taking the safe share");
        } else {
            log.atDebug().addKeyValue("reason", reason).log("the fleet's backlog was not read");
        }
    }
}
