package io.textmill.worker.journal;

import io.textmill.contract.Charged;
import io.textmill.worker.caller.CallJournal;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one request. Pure.
 *
 * @param isSent whether a call is under way: the last of the calls, which is presumed to have been in vain
 * @param end what came of those that ended
 * @param calls those that were charged or may have been, oldest first
 */
record Entry(boolean isSent, CallJournal.End end, List<Made> calls) {
    static final Entry NOTHING = new Entry(false, new CallJournal.End.Open(), List.of());

    Entry {
        calls = List.copyOf(calls);
    }

    /** A call is about to be sent. */
    Entry sending(Made presumed) {
        return new Entry(true, end, with(calls, presumed));
    }

    /** The call that was under way has ended. */
    Entry ended(CallJournal.End how, Made made) {
        List<Made> earlier = isSent ? calls.subList(0, calls.size() - 1) : calls;
        boolean mayCost = made.call().charged() != Charged.NO;
        return new Entry(false, how, mayCost ? with(earlier, made) : earlier);
    }

    /** Whether it says nothing that is worth keeping. */
    boolean isNothing() {
        return equals(NOTHING);
    }

    CallJournal.Note note() {
        return new CallJournal.Note(end, calls.stream().map(Made::call).toList());
    }

    private static List<Made> with(List<Made> calls, Made one) {
        var all = new ArrayList<>(calls);
        all.add(one);
        return all;
    }
}
