package io.textmill.worker.job;

import io.textmill.worker.caller.CallBook;
import io.textmill.worker.caller.CallEnd;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.Inquiry;
import io.textmill.worker.caller.SharedCall;
import io.textmill.worker.caller.Sharer;
import io.textmill.worker.quota.Urgency;
import io.textmill.worker.task.Pack;
import io.textmill.worker.task.Packable;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where short questions wait for others of their kind, to be asked together.
 *
 * <ul>
 *   <li>Only questions of one tenant to one provider in the same words and with the same options share a call.
 *   <li>The first waits for others for a set time, less when the call is full before.
 *   <li>The call is made on a thread of its own: whoever leaves takes nothing away from the others. When all have left, it
 *       is stopped.
 *   <li>A question without an answer that is certainly its own is asked by itself.
 * </ul>
 *
 * <p>Safe for use by many (virtual) threads.
 */
public final class PackRoom {
    private final PackRules rules;
    private final InstantSource clock;

    /** Those that may take more. Guarded by itself, as they are and all that follows. */
    private final Map<Kind, OpenPack> open = new HashMap<>();

    /** Who makes the call of each pack that is not over. */
    private final Map<OpenPack, Thread> threads = new HashMap<>();

    /** What the questions of a call have in common. */
    private record Kind(Caller caller, String tenant, Pack pack) {}

    /** A room with those rules. */
    public PackRoom(PackRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** A room in which nobody waits. */
    PackRoom closed() {
        return new PackRoom(PackRules.OFF, clock);
    }

    /** How many questions wait for others. */
    int waiting() {
        synchronized (open) {
            return open.values().stream().mapToInt(pack -> pack.seats().size()).sum();
        }
    }

    /** How many questions a call of that provider answers at most. */
    int most(Caller caller) {
        return rules.most(caller.provider().name());
    }

    /** Whether that question to that provider is asked together with others. */
    boolean isShared(@Nullable Packable question, Caller caller, Inquiry inquiry) {
        return question != null && most(caller) > 1 && inquiry.mayBeShared();
    }

    /**
     * Asks, together with others where that may be, and alone where it must.
     *
     * @param question how it may be asked together with others; null where it may not
     * @throws InterruptedException when the work is to stop
     */
    CallEnd ask(@Nullable Packable question, Caller caller, Inquiry inquiry, Urgency urgency, CallBook book)
            throws InterruptedException {
        if (question != null && isShared(question, caller, inquiry) && isWorthWaiting(caller, urgency)) {
            var sharer = new Sharer(inquiry, urgency, book);
            Optional<CallEnd> end = share(
                    new Kind(caller, urgency.tenant(), question.pack()), new OpenPack.Seat(question.text(), sharer));
            if (end.isPresent()) {
                return end.get();
            }
        }
        return caller.call(inquiry, urgency, book);
    }

    /** A provider that takes no calls says so at once, and a job that is nearly too late has no time for others. */
    private boolean isWorthWaiting(Caller caller, Urgency urgency) {
        return caller.takesCalls() && clock.instant().plus(rules.patience()).isBefore(urgency.deadline());
    }

    private Optional<CallEnd> share(Kind kind, OpenPack.Seat seat) throws InterruptedException {
        OpenPack pack = join(kind, seat);
        try {
            return seat.sharer().await();
        } catch (InterruptedException e) {
            left(kind, pack);
            throw e;
        }
    }

    private OpenPack join(Kind kind, OpenPack.Seat seat) {
        synchronized (open) {
            OpenPack pack = open.get(kind);
            if (pack != null && !pack.takes(seat.text(), most(kind.caller()))) {
                close(kind, pack);
                pack = null;
            }
            if (pack == null) {
                pack = open(kind);
            }
            pack.add(seat);
            if (pack.seats().size() == most(kind.caller())) {
                close(kind, pack);
            }
            return pack;
        }
    }

    private OpenPack open(Kind kind) {
        var pack = new OpenPack(kind.pack());
        open.put(kind, pack);
        threads.put(pack, Thread.ofVirtual().name("pack").start(() -> ask(kind, pack)));
        return pack;
    }

    private void close(Kind kind, OpenPack pack) {
        open.remove(kind, pack);
        pack.close();
    }

    /** Nobody pays for a call that nobody waits for. */
    private void left(Kind kind, OpenPack pack) {
        synchronized (open) {
            if (!pack.seats().isEmpty()) {
                return;
            }
            if (open.get(kind) == pack) {
                close(kind, pack);
            } else if (threads.containsKey(pack)) {
                threads.get(pack).interrupt();
            }
        }
    }

    private void ask(Kind kind, OpenPack pack) {
        try {
            pack.awaitClosed(rules.patience());
        } catch (InterruptedException _) {
            // All have left.
        }
        List<OpenPack.Seat> seats;
        synchronized (open) {
            close(kind, pack);
            seats = pack.seats();
        }
        try {
            ask(kind, seats);
        } finally {
            synchronized (open) {
                threads.remove(pack);
            }
        }
    }

    private static void ask(Kind kind, List<OpenPack.Seat> seats) {
        List<Sharer> sharers = seats.stream().map(OpenPack.Seat::sharer).toList();
        List<String> texts = seats.stream().map(OpenPack.Seat::text).toList();
        if (sharers.size() == 1) {
            sharers.getFirst().isAlone();
        } else if (!sharers.isEmpty()) {
            new SharedCall(
                            sharers,
                            kind.pack().prompt(texts),
                            answer -> kind.pack().read(answer, texts))
                    .make(kind.caller());
        }
    }
}
