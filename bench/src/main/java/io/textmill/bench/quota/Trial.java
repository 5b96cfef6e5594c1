package io.textmill.bench.quota;

import io.textmill.bench.Children;
import io.textmill.bench.Jars;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run: a backlog, a fleet, and what happens to it.
 *
 * @param arm how the limit is divided
 * @param load how the backlog lies
 * @param limit what the provider allows
 * @param workers how many there are at first
 * @param steps what happens
 */
record Trial(Arm arm, Load load, Limit limit, int workers, List<Step> steps) {
    /** More jobs than the limit lets through while it lasts, with the time that workers take to start. */
    private static final double SPARE = 1.3;

    private static final Duration STARTS = Duration.ofMinutes(2);

    /**
     * What a step came to.
     *
     * @param step the step
     * @param workers how many workers there were
     * @param utilisation accepted over allowed
     * @param calls calls that came
     * @param refused calls over a limit
     * @param overshoot calls beyond the limit at worst, in windows of 1, 10 and 60 s
     * @param settled seconds until the rate was near the limit
     */
    record Measured(
            Step step,
            int workers,
            double utilisation,
            long calls,
            long refused,
            List<Long> overshoot,
            double settled) {}

    /**
     * What the whole run came to.
     *
     * @param trial the run
     * @param steps what each step came to
     * @param perSecond calls accepted in each second
     * @param marks at which second each step began
     */
    record Result(Trial trial, List<Measured> steps, List<Double> perSecond, List<Double> marks) {}

    /** When a step began and ended, in microseconds of Unix time. */
    private record Span(long from, long to, int workers) {}

    String name() {
        return arm.label() + "-" + load.label() + "-" + workers + (limit.countsTokens() ? "-tokens" : "");
    }

    Result run(Path folder, Jars jars, Children children, long seed, Consumer<String> say) throws InterruptedException {
        say.accept("%n%s: %d workers, backlog %s%s"
                .formatted(
                        arm.label(), workers, load.label(), limit.countsTokens() ? ", calls and tokens limited" : ""));
        var setting = new Site.Setting(folder.resolve(name()), arm, limit, workers, seed);
        try (var site = Site.start(setting, jars, children)) {
            Jobs.publish(site.bootstrapServers(), load, jobs(), limit.countsTokens(), seed);
            var spans = new ArrayList<Span>();
            int size = 0;
            for (Step step : steps) {
                long from = now();
                size += happen(step.event(), site);
                // From the moment they have joined: how long a JVM takes to start is not the quota's.
                long begun = step.kind() == Step.Kind.START ? now() : from;
                pause(step.measured(), site);
                spans.add(new Span(begun, now(), size));
            }
            return result(site.traffic(), spans);
        }
    }

    private Result result(Traffic traffic, List<Span> spans) {
        var measured = new ArrayList<Measured>();
        for (int i = 0; i < steps.size(); i++) {
            measured.add(measured(steps.get(i), spans.get(i), traffic));
        }
        long begin = spans.getFirst().from();
        return new Result(
                this,
                measured,
                traffic.perSecond(begin, spans.getLast().to()),
                spans.stream().map(span -> (span.from() - begin) / 1e6).toList());
    }

    private Measured measured(Step step, Span span, Traffic traffic) {
        long from = span.from();
        long to = span.to();
        Traffic within = traffic.between(from, to);
        return new Measured(
                step,
                span.workers(),
                within.utilisation(limit, (to - from) / 1e6),
                within.calls().size(),
                within.refused(),
                List.of(
                        traffic.overshoot(limit, 1, from, to),
                        traffic.overshoot(limit, 10, from, to),
                        traffic.overshoot(limit, 60, from, to)),
                traffic.secondsToSettle(limit, from, to));
    }

    /** By how many workers the fleet grows. */
    private static int happen(Step.Event event, Site site) throws InterruptedException {
        return switch (event) {
            case Step.Event.Grow(int more) -> {
                site.grow(more);
                yield more;
            }
            case Step.Event.Shrink(int fewer) -> {
                site.shrink(fewer);
                yield -fewer;
            }
            case Step.Event.Kill _ -> {
                site.killOne();
                yield -1;
            }
            case Step.Event.Nothing _ -> 0;
        };
    }

    private static void pause(Duration time, Site site) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            site.mustBeAlive();
            Thread.sleep(200);
        }
    }

    private int jobs() {
        Duration lasts = steps.stream().map(Step::measured).reduce(STARTS, Duration::plus);
        return (int) (limit.perSecond() * lasts.toSeconds() * SPARE);
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
