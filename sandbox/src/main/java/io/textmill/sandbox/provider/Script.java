package io.textmill.sandbox.provider;

import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;

/** The faults that the next calls get, one each, in order; after them, a share of all calls gets the same. Thread-safe. */
final class Script {

    private final ArrayDeque<Fault> faults = new ArrayDeque<>();
    private final SplittableRandom random;
    private double share;
    private Fault usual = Fault.none();

    /** An empty one. */
    Script(long seed) {
        this.random = new SplittableRandom(seed);
    }

    synchronized void add(List<Fault> more) {
        faults.addAll(more);
    }

    /** From now on that share of calls, beyond those that were told one by one, gets this fault. */
    synchronized void always(double newShare, Fault fault) {
        share = newShare;
        usual = fault;
    }

    /** Takes the next fault; at the end of the script what is usual. */
    synchronized Fault next() {
        if (!faults.isEmpty()) {
            return faults.removeFirst();
        }
        return random.nextDouble() < share ? usual : Fault.none();
    }

    /** Takes the next fault if it is a reset before the request. */
    synchronized boolean nextIsReset() {
        if (faults.peekFirst() instanceof Fault.ResetBeforeRequest) {
            faults.removeFirst();
            return true;
        }
        return false;
    }
}
