package io.textmill.worker.job;

import io.textmill.worker.caller.Sharer;
import io.textmill.worker.task.Pack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Texts that are collected for one call, in the order in which they came. Guarded by its room, but for the wait. */
final class OpenPack {
    private final Pack pack;
    private final List<Seat> seats = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A text and who asks about it. */
    record Seat(String text, Sharer sharer) {}

    OpenPack(Pack pack) {
        this.pack = pack;
    }

    /** Whether that text may come to the others; without any, it may in any case. */
    boolean takes(String text, int most) {
        List<String> all =
                Stream.concat(seats().stream().map(Seat::text), Stream.of(text)).toList();
        return all.size() == 1 || (all.size() <= most && pack.takes(all));
    }

    void add(Seat seat) {
        seats.add(seat);
    }

    /** Those who have not left. */
    List<Seat> seats() {
        seats.removeIf(seat -> seat.sharer().hasLeft());
        return List.copyOf(seats);
    }

    /** It takes nobody any more. */
    void close() {
        closed.countDown();
    }

    /** Waits until it is closed, or that long. */
    void awaitClosed(Duration most) throws InterruptedException {
        var _ = closed.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
