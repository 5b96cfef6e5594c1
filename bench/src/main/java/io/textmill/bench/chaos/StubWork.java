package io.textmill.bench.chaos;

import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.Verdict;
import io.textmill.worker.engine.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A {@link ChaosJob}'s work: calls the provider as often as the job says, then publishes what the job asks for. */
final class StubWork implements Work {
    private final StubClient provider;

    /** Which call is next, from 0, when the work goes on in memory. */
    private final int next;

    StubWork(StubClient provider) {
        this(provider, 0);
    }

    private StubWork(StubClient provider, int next) {
        this.provider = provider;
        this.next = next;
    }

    @Override
    public Verdict run(Inbound inbound) throws InterruptedException {
        ChaosJob job = job(inbound);
        int step = job.parks() ? inbound.attempt() - 1 : next;
        if (job.takes().isPositive()) {
            provider.call(job, step, partition(inbound));
        }
        if (step < job.retries()) {
            Instant due = Instant.now().plus(job.pause());
            return job.parks()
                    ? new Verdict.Retry(due, "LATER", "the stub said later", List.of())
                    : new Verdict.Again(due, "the stub said later", new StubWork(provider, step + 1));
        }
        return switch (job.kind()) {
            case RESULT, TOO_LARGE -> done(Site.RESULTS, job, "answered");
            case DEAD_LETTER -> done(Site.DEAD_LETTERS, job, "refused");
            case POISON -> {
                Runtime.getRuntime().halt(137);
                throw new AssertionError("halted");
            }
            case DEFECT -> throw new IllegalStateException("the defect that " + job.id() + " asks for");
        };
    }

    @Override
    public Verdict.Done giveUp(Inbound inbound, Reason why, String detail) {
        ChaosJob asked = job(inbound);
        return done(Site.DEAD_LETTERS, ChaosJob.plain(asked.id(), asked.takes()), why.toString());
    }

    /** The value of what is published begins with the job's id and a blank. */
    private static Verdict.Done done(String topic, ChaosJob job, String how) {
        byte[] said = (job.id() + " " + how).getBytes(StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOf(said, Math.max(said.length, job.resultBytes()));
        byte[] key = job.id().getBytes(StandardCharsets.UTF_8);
        return new Verdict.Done(List.of(new Outbound(topic, key, value, List.of())));
    }

    /** Where the record was read. Keys make a retry go to the partition of the same number in its topic. */
    private static String partition(Inbound inbound) {
        return inbound.attempt() == 1
                ? inbound.source().toString()
                : Site.FIRST_RETRIES + "-" + inbound.source().partition();
    }

    private static ChaosJob job(Inbound inbound) {
        return ChaosJob.parse(Objects.requireNonNull(inbound.value(), "a job has a value"));
    }
}
