package io.textmill.bench.outage;

import io.textmill.bench.Exchange;
import io.textmill.bench.Input;
import io.textmill.bench.Published;
import io.textmill.bench.Scrape;
import io.textmill.bench.Tally;
import io.textmill.bench.quota.Traffic;
import io.textmill.sandbox.provider.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One run: jobs come steadily, the provider goes through its phases, and then all jobs must end. Used by one thread. */
final class Course {
    private static final Duration TICK = Duration.ofMillis(100);

    /** Longer than a job waits in any retry topic that these phases send it to. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Plan plan;
    private final Site site;
    private final Exchange exchange;
    private final Consumer<String> say;
    private final List<Published> published = new ArrayList<>();
    private final List<Long> publishedAt = new ArrayList<>();
    private final List<Observed.Span> spans = new ArrayList<>();

    /** When the phase began that is not noted yet, and what the worker's metrics said then. */
    private long since = now();

    private Scrape before = new Scrape(List.of());

    /** Nothing has happened yet. */
    Course(Plan plan, Site site, Exchange exchange, Consumer<String> say) {
        this.plan = plan;
        this.site = site;
        this.exchange = exchange;
        this.say = say;
    }

    Observed run() throws InterruptedException {
        long began = System.nanoTime();
        long end = began;
        for (Phase phase : Phase.values()) {
            site.enter(phase);
            end += plan.of(phase).toNanos();
            while (System.nanoTime() < end) {
                publishDue(began);
                site.worker().mustBeAlive();
                Thread.sleep(TICK);
            }
            if (phase != Phase.AFTER) {
                note(phase);
            }
        }
        Tally tally = finish();
        note(Phase.AFTER);
        return observed(tally);
    }

    private void publishDue(long began) {
        long due = (System.nanoTime() - began)
                * plan.flow()
                / Duration.ofSeconds(1).toNanos();
        var inputs = new ArrayList<Input>();
        for (int number = published.size(); number < due; number++) {
            inputs.add(Input.ofOneCall("job-" + number, number, Site.PROVIDER));
        }
        long at = now();
        published.addAll(exchange.publish(inputs));
        inputs.forEach(_ -> publishedAt.add(at));
    }

    /** Reads until every job has its result, or nothing has come for long. */
    private Tally finish() {
        var tally = new Tally(published);
        int events = 0;
        long lastEvent = System.nanoTime();
        while (!tally.complete() && System.nanoTime() - lastEvent < PATIENCE.toNanos()) {
            exchange.read(tally);
            site.worker().mustBeAlive();
            if (tally.events() > events) {
                events = tally.events();
                lastEvent = System.nanoTime();
            }
        }
        exchange.readToEnd(tally);
        return tally;
    }

    /** That phase is over; the next one begins with what was seen at its end, so that no call falls between them. */
    private void note(Phase phase) throws InterruptedException {
        Scrape after = site.worker().scrape();
        long to = now();
        String calls = "textmill_calls_total";
        String answered = "outcome=\"answered\"";
        var span = new Observed.Span(
                phase,
                since,
                to,
                Math.round(after.sum(calls) - before.sum(calls)),
                Math.round(after.sum(calls, answered) - before.sum(calls, answered)));
        spans.add(span);
        say.accept(String.format(
                Locale.ROOT,
                "  %-9s %3.0f s: %d calls, %d answered",
                phase.label(),
                (to - since) / 1e6,
                span.calls(),
                span.answered()));
        since = to;
        before = after;
    }

    private Observed observed(Tally tally) {
        Ledger ledger = site.ledger();
        var traffic = new Traffic(ledger.entries().stream()
                .map(entry -> new Traffic.Call(micros(entry.at()), entry.accepted(), entry.tokens()))
                .toList());
        var books = new Observed.Books(
                tally.jobs(),
                tally.succeeded(),
                tally.missing(),
                tally.duplicates(),
                tally.deadLettered(),
                tally.calls().size(),
                ledger.totals().charged());
        return new Observed(plan, spans, publishedAt, traffic, books);
    }

    private static long now() {
        return micros(Instant.now());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
