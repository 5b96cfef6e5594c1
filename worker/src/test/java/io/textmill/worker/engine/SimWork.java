package io.textmill.worker.engine;

import io.textmill.contract.HeaderNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** What the simulated jobs do. Every job ends in one result; what is given up leaves a dead letter beside it. */
final class SimWork implements Work {
    static final String RESULTS = "results";
    static final String DEAD_LETTERS = "dead-letters";
    static final String CALLS = "calls";

    private static final byte[] TOO_LARGE = new byte[SimBroker.MAX_RECORD_BYTES + 1];
    private static final byte[] FAR_TOO_LARGE = new byte[Outbound.MAX_BYTES + 1];

    private final SimProcess process;
    private final SimWorld world;

    /** Ends the process that the work is done in. */
    static final class Poisoned extends Error {
        private static final long serialVersionUID = 1;
    }

    SimWork(SimProcess process) {
        this.process = process;
        this.world = process.world();
    }

    @Override
    public Verdict run(Inbound inbound) throws InterruptedException {
        SimJob job = world.jobs.of(inbound.value());
        SimJob.Act act = job.next();
        world.counts.add(act);
        return switch (act) {
            case AGAIN -> again();
            case RETRY -> retry(inbound);
            case KILLS, POISON -> throw new Poisoned();
            case SUCCEED -> new Verdict.Done(result(inbound, some(inbound, CALLS)));
            case DEFECT -> throw new IllegalStateException("a defect");
            case TOO_LARGE -> new Verdict.Done(List.of(new Outbound(RESULTS, inbound.key(), TOO_LARGE, List.of())));
            case FAR_TOO_LARGE ->
                new Verdict.Done(List.of(new Outbound(RESULTS, inbound.key(), FAR_TOO_LARGE, List.of())));
        };
    }

    @Override
    public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
        world.counts.add(why);
        if (why == Reason.POISON) {
            world.invariants.givenUpAsPoison(world.jobs.of(inbound.value()));
            world.faults.trouble();
        }
        return new Verdict.Done(result(inbound, List.of(outbound(DEAD_LETTERS, inbound))));
    }

    /** When the jobs asked that item to be begun, as they said themselves. */
    static Instant due(WorkItem item) {
        if (item.work() instanceof Continued continued) {
            return continued.due;
        }
        Header asked = item.source().headers().lastHeader(HeaderNames.ERROR_MESSAGE);
        return asked == null ? Instant.MIN : Instant.parse(SimJob.text(asked.value()));
    }

    private Verdict again() {
        var next = new Continued(later(20_000));
        return new Verdict.Again(next.due, "not yet", next);
    }

    private Verdict retry(Inbound inbound) {
        Instant due = later(3_600_000);
        return new Verdict.Retry(due, "not_yet", due.toString(), some(inbound, CALLS));
    }

    /** What goes on in the same process. */
    private final class Continued implements Work {
        private final Instant due;

        Continued(Instant due) {
            this.due = due;
        }

        @Override
        public Verdict run(Inbound inbound) throws InterruptedException {
            return SimWork.this.run(inbound);
        }

        @Override
        public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
            return SimWork.this.giveUp(inbound, why, detail);
        }
    }

    private Instant later(int most) {
        return process.wallClock().plus(Duration.ofMillis(world.random.spread(1, most)));
    }

    private static List<Outbound> result(Inbound inbound, List<Outbound> others) {
        var records = new ArrayList<Outbound>();
        records.add(outbound(RESULTS, inbound));
        records.addAll(others);
        return records;
    }

    private List<Outbound> some(Inbound inbound, String topic) {
        return world.random.chance(0.5) ? List.of() : List.of(outbound(topic, inbound));
    }

    private static Outbound outbound(String topic, Inbound inbound) {
        return new Outbound(topic, inbound.key(), inbound.value(), List.of());
    }
}
