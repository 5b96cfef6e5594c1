package io.textmill.worker.spend;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Workers that share caps through one log, step by step as a seed says, and what the provider really charged. */
final class SimWorkers {
    private static final List<Charged> CHARGED = List.of(Charged.values());

    static final String PROVIDER = "acme";

    /** What was charged, or may still be, by window and unit. */
    final Map<String, BigDecimal> truth = new HashMap<>();

    final List<BudgetRecord> log = new ArrayList<>();
    Instant now;
    int calls;
    private final SplittableRandom random;
    private final List<Cap> caps;
    private final PriceTable prices;
    private final @Nullable BigDecimal costs;
    private final List<Worker> workers = new ArrayList<>();
    private int runs;

    /** @param costs what every call costs; null for anything up to its most, or nothing */
    SimWorkers(long seed, int count, List<Cap> caps, PriceTable prices, @Nullable BigDecimal costs) {
        this.random = new SplittableRandom(seed);
        this.caps = caps;
        this.prices = prices;
        this.costs = costs;
        this.now = Instant.parse("2026-11-20T12:00:00Z");
        for (int i = 0; i < count; i++) {
            workers.add(new Worker());
        }
    }

    private final class Worker {
        private Budgets budgets = new Budgets(caps, prices, "run-" + runs++);
        private final Deque<BudgetRecord> outbox = new ArrayDeque<>();
        private final Deque<Call> inFlight = new ArrayDeque<>();
        private int read;

        /** Where the log ended when its reading began. */
        private int end = log.size();

        void begin() {
            int tokens = random.nextInt(1, 100);
            if (inFlight.size() < 6
                    && budgets.reserve(new Charge(PROVIDER, null, tokens, tokens), now)
                            instanceof Budgets.Answer.Granted(var holds, var ignored)) {
                var call = new Call(holds, random.nextInt(tokens + 1));
                inFlight.add(call);
                calls++;
                holds.forEach(hold -> truth.merge(key(hold), hold.amount(), BigDecimal::add));
            }
        }

        void end() {
            Call call = inFlight.poll();
            if (call == null) {
                return;
            }
            Charged charged = costs != null ? Charged.YES : CHARGED.get(random.nextInt(CHARGED.size()));
            var record = record(charged, call.tokens);
            if (random.nextInt(20) == 0) {
                // Nobody knows: what it may have cost stays in the truth.
                budgets.lose(call.holds);
                return;
            }
            budgets.settle(call.holds, record);
            for (Budgets.Hold hold : call.holds) {
                BigDecimal really = hold.purse().cap().most() instanceof Cap.Most.OfCalls
                        ? BigDecimal.valueOf(charged == Charged.NO ? 0 : 1)
                        : prices.of(PROVIDER).orElseThrow().of(record);
                truth.merge(key(hold), really.subtract(hold.amount()), BigDecimal::add);
            }
        }

        void write() {
            outbox.addAll(budgets.due(now));
            for (int some = random.nextInt(3); some > 0 && !outbox.isEmpty(); some--) {
                log.add(outbox.remove());
            }
        }

        void read() {
            for (int some = random.nextInt(20); some > 0 && read < log.size(); some--) {
                budgets.apply(log.get(read++));
            }
            if (read >= end) {
                budgets.complete();
            }
        }

        void readAnew() {
            budgets.forget();
            read = 0;
            end = log.size();
        }

        /** What was not written is lost; what is in flight may be charged. */
        void crash() {
            if (random.nextBoolean()) {
                log.addAll(outbox);
            }
            restart();
        }

        void stop() {
            while (!inFlight.isEmpty()) {
                end();
            }
            log.addAll(outbox);
            while (read < log.size()) {
                budgets.apply(log.get(read++));
            }
            log.addAll(budgets.last());
            restart();
        }

        private void restart() {
            outbox.clear();
            inFlight.clear();
            budgets = new Budgets(caps, prices, "run-" + runs++);
            read = 0;
            end = log.size();
        }
    }

    private record Call(List<Budgets.Hold> holds, int tokens) {}

    /** One thing happens to one worker; with troubles also what goes wrong. */
    void step(boolean troubles) {
        Worker worker = workers.get(random.nextInt(workers.size()));
        int dice = random.nextInt(1_000);
        if (troubles && dice < 1 && log.size() % 2 == 0) {
            worker.crash();
        } else if (troubles && dice < 2) {
            worker.stop();
        } else if (troubles && dice < 10) {
            worker.readAnew();
        } else if (troubles && dice < 20 && !log.isEmpty()) {
            log.add(log.get(random.nextInt(log.size())));
        } else if (dice < 40) {
            now = now.plus(Duration.ofMillis(random.nextInt(troubles ? 20_000 : 500)));
        } else if (dice < 450) {
            worker.begin();
        } else if (dice < 600) {
            worker.end();
        } else if (dice < 800) {
            worker.write();
        } else {
            worker.read();
        }
    }

    private static String key(Budgets.Hold hold) {
        return hold.purse().budget().cap() + " " + hold.purse().budget().window();
    }

    private static CallRecord record(Charged charged, int tokens) {
        return new CallRecord(
                PROVIDER,
                null,
                null,
                null,
                null,
                null,
                "answered",
                charged,
                tokens,
                tokens,
                0,
                0,
                null,
                "test@1",
                null);
    }
}
