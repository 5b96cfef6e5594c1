package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.quota.Urgency;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A question that takes part in a shared call. Who asks it waits, and may leave at any time; from then on nothing is noted
 * or entered for it. Safe for use by the one who waits and the one who calls.
 */
public final class Sharer {
    private final Inquiry inquiry;
    private final Urgency urgency;
    private final CallBook book;

    /** How it ended; empty when the question is to be asked by itself. */
    private final CompletableFuture<Optional<CallEnd>> end = new CompletableFuture<>();

    /** Guarded by this. */
    private boolean left;

    /** Used by the one who calls only, as all below: its part of the call under way. */
    private double share;

    /** Whether the call under way is noted for it. */
    private boolean noted;

    /** Its part of the answer; empty when there is none that is certain. */
    private Optional<String> answer = Optional.empty();

    /** A question that waits for others. */
    public Sharer(Inquiry inquiry, Urgency urgency, CallBook book) {
        this.inquiry = inquiry;
        this.urgency = urgency;
        this.book = book;
    }

    /**
     * Waits for the end of the call.
     *
     * @return empty when the question is to be asked by itself
     * @throws InterruptedException when the work is to stop; it has left then
     */
    public Optional<CallEnd> await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException("a shared call failed with a defect", e.getCause());
        } finally {
            leave();
        }
    }

    /** Whether nobody waits for it any more. */
    public synchronized boolean hasLeft() {
        return left;
    }

    private synchronized void leave() {
        left = true;
    }

    // For the one who calls

    Urgency urgency() {
        return urgency;
    }

    CallBook book() {
        return book;
    }

    /** Takes part in a call that is about to be made; it leaves when its work is to stop. */
    void begin() {
        noted = false;
        try {
            book.begin();
        } catch (InterruptedException e) {
            leave();
            end.completeExceptionally(e);
        }
    }

    void share(double part) {
        share = part;
    }

    void sending(Provider provider, CallRecord presumed) throws InterruptedException {
        inquiry.sending(provider, presumed.withShare(share));
        noted = true;
    }

    /** The call has ended, or was not made. */
    synchronized void ended(Provider provider, Optional<String> part, CallRecord call) {
        answer = part;
        if (noted && !left) {
            CallJournal.End how =
                    part.isPresent() ? new CallJournal.End.Answered(part.get()) : new CallJournal.End.Open();
            inquiry.ended(provider, how, call.withShare(share));
        }
    }

    /** False when it has left. */
    synchronized boolean enter(CallRecord call, Outcome outcome, @Nullable CallRecord whole) {
        if (!left) {
            book.enterShare(call.withShare(share), outcome, whole);
        }
        return !left;
    }

    /** Tells who waits how it ended. */
    synchronized void finish(Inquiry all, CallEnd how) {
        if (left) {
            return;
        }
        inquiry.wasShared(all);
        Optional<CallEnd> own = how instanceof CallEnd.Answered ? answer.map(CallEnd.Answered::new) : own(how);
        if (own.isEmpty()) {
            inquiry.goesAlone();
        }
        end.complete(own);
    }

    /** An end that another text may have brought about, or that the others' deadline did, is not this question's. */
    private static Optional<CallEnd> own(CallEnd how) {
        return switch (how) {
            case CallEnd.Expired _ -> Optional.empty();
            case CallEnd.Failed(var code, var _) ->
                switch (code) {
                    case PROVIDER_FAILED, PROVIDER_UNCERTAIN -> Optional.of(how);
                    default -> Optional.empty();
                };
            case CallEnd.Answered _, CallEnd.Parked _ -> Optional.of(how);
        };
    }

    /** There is nobody to share a call with. */
    public void isAlone() {
        end.complete(Optional.empty());
    }

    void failed(Throwable defect) {
        end.completeExceptionally(defect);
    }
}
