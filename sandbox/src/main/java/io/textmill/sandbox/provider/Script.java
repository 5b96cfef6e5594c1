package io.textmill.sandbox.provider;

import java.util.ArrayDeque;
import java.util.List;

/** The faults that the next calls get, one each, in order. Thread-safe. */
final class Script {

    private final ArrayDeque<Fault> faults = new ArrayDeque<>();

    synchronized void add(List<Fault> more) {
        faults.addAll(more);
    }

    /** Takes the next fault; none when the script is at its end. */
    synchronized Fault next() {
        return faults.isEmpty() ? Fault.none() : faults.removeFirst();
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
