package io.textmill.worker.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Virtual time in milliseconds, and the threads that live in it. One thread runs at any moment: the director, which runs
 * events in the order of their time, or an actor that it has handed over to and that hands back when it sleeps. So what
 * happens depends on nothing but the seed.
 */
final class SimTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.<Event>comparingLong(event -> event.at).thenComparingLong(event -> event.number));
    private final Semaphore director = new Semaphore(0);
    private long now;
    private long number;

    /** Something that is to happen. */
    static final class Event {
        private final long at;
        private final long number;
        private final Runnable action;
        private boolean cancelled;
        private boolean past;

        private Event(long at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }
    }

    long now() {
        return now;
    }

    /** Has that done at that time, or at once when it has passed. */
    Event at(long time, Runnable action) {
        var event = new Event(Math.max(now, time), number++, action);
        events.add(event);
        return event;
    }

    Event after(long millis, Runnable action) {
        return at(now + millis, action);
    }

    /** Sees to it that it does not happen; false when it has already. */
    boolean cancel(Event event) {
        event.cancelled = true;
        return !event.past;
    }

    /** Lets time pass, from event to event, until that holds or nothing is to happen any more. For the director. */
    void run(BooleanSupplier ended) {
        while (!ended.getAsBoolean() && !events.isEmpty()) {
            Event next = events.remove();
            if (!next.cancelled) {
                now = next.at;
                next.past = true;
                next.action.run();
            }
        }
    }

    /** A thread that lives in this time. */
    final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private Event alarm;
        private boolean asleep;
        private boolean canBeWoken;

        /** Begins that life; it must end normally. */
        void start(String name, Runnable life) {
            Thread.ofVirtual().name(name).start(() -> {
                turn.acquireUninterruptibly();
                try {
                    life.run();
                } finally {
                    director.release();
                }
            });
            asleep = true;
            alarm = after(0, this::resume);
        }

        /** Lets time pass for this actor. Called by the actor itself. */
        void sleep(long millis) {
            sleep(millis, false);
        }

        /** The same, but {@link #wake} ends it. */
        void doze(long millis) {
            sleep(millis, true);
        }

        /** Ends this actor's {@link #doze} at that time if it would last longer. */
        void wake(long at) {
            if (asleep && canBeWoken && alarm.at > at) {
                alarm.cancelled = true;
                alarm = at(at, this::resume);
            }
        }

        /** Ends any sleep, now. */
        void startle() {
            if (asleep) {
                alarm.cancelled = true;
                alarm = after(0, this::resume);
            }
        }

        private void sleep(long millis, boolean woken) {
            Event next = events.peek();
            if (next == null || next.at > now + millis) {
                // Nobody else has anything to do until then: no need to hand over.
                now += millis;
                return;
            }
            asleep = true;
            canBeWoken = woken;
            alarm = after(millis, this::resume);
            director.release();
            turn.acquireUninterruptibly();
        }

        /** For the director. */
        private void resume() {
            asleep = false;
            turn.release();
            director.acquireUninterruptibly();
        }
    }
}
