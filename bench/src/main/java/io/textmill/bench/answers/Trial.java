package io.textmill.bench.answers;

import io.textmill.bench.Children;
import io.textmill.bench.Exchange;
import io.textmill.bench.RunFolder;
import io.textmill.bench.Screen;
import io.textmill.bench.Tally;
import java.time.Duration;
import java.util.List;

/** Runs one arm: publishes the jobs, waits for their results. */
final class Trial {
    /** Longer than any job takes by itself: without a result for so long, the rest is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration REPORT = Duration.ofSeconds(10);

    private final Screen screen;
    private final long seed;

    /** Nothing runs yet. */
    Trial(Screen screen, long seed) {
        this.screen = screen;
        this.seed = seed;
    }

    Seen run(Arm arm, List<Asked> jobs) throws InterruptedException {
        var folder = RunFolder.create("textmill-answers-");
        try (var children = new Children(() -> screen.say("\nStopping…"), folder::tidy);
                var site = Site.start(folder.path(), children, arm, seed);
                var exchange = Exchange.unchecked(site.bootstrapServers())) {
            var tally =
                    new Tally(exchange.publish(jobs.stream().map(Asked::input).toList()));
            await(tally, exchange, site);
            exchange.readToEnd(tally);
            if (tally.complete()) {
                folder.notNeeded();
            } else {
                screen.say("Logs are kept in " + folder.path());
            }
            return new Seen(arm, jobs, tally, site.testimonies());
        }
    }

    private void await(Tally tally, Exchange exchange, Site site) {
        int events = 0;
        long lastEvent = System.nanoTime();
        long lastReport = lastEvent;
        while (!tally.complete() && System.nanoTime() - lastEvent < PATIENCE.toNanos()) {
            exchange.read(tally);
            site.worker().mustBeAlive();
            long now = System.nanoTime();
            if (tally.events() > events) {
                events = tally.events();
                lastEvent = now;
            }
            if (now - lastReport > REPORT.toNanos()) {
                lastReport = now;
                screen.say("  %d of %d".formatted(tally.jobs() - tally.missing(), tally.jobs()));
            }
        }
    }
}
