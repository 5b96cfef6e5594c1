package io.textmill.worker.caller;

import io.textmill.contract.CallRecord;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.provider.Prompt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one question beyond this process, so that a crash does not pay twice. A request is one prompt to
 * one provider; nothing that was noted of another request is ever taken for it. One thread at a time.
 */
public interface CallJournal {
    /** What an earlier owner of the job has noted of that request; told once, empty from then on. */
    Optional<Note> recall(Request request);

    /**
     * A call is about to be sent. Returns when that is kept safely, or when it cannot be within a short time.
     *
     * @param presumed how the call is to be counted should this be the last that is heard of it
     */
    void sending(Request request, CallRecord presumed) throws InterruptedException;

    /** That call has ended. Does not wait. */
    void ended(Request request, End end, CallRecord call);

    /**
     * What is asked.
     *
     * @param provider the configured provider's name
     * @param model the model, where the provider has one
     */
    record Request(String provider, @Nullable String model, Prompt prompt) {}

    /**
     * What is known of a request.
     *
     * @param end what came of it; {@link End.Open} when that is still to be asked, or may have been paid for in vain
     * @param calls those that were charged or may have been, oldest first; the last may be only presumed
     */
    record Note(End end, List<CallRecord> calls) {
        public Note {
            calls = List.copyOf(calls);
        }
    }

    /** What came of a request so far. */
    sealed interface End {
        /** A complete answer. */
        record Answered(String text) implements End {}

        /** An answer that was cut off. */
        record Truncated() implements End {}

        /** None, for good. */
        record Failed(ErrorCode code, String message) implements End {}

        /** None yet. */
        record Open() implements End {}
    }

    /** Remembers nothing. */
    CallJournal NONE = new CallJournal() {
        @Override
        public Optional<Note> recall(Request request) {
            return Optional.empty();
        }

        @Override
        public void sending(Request request, CallRecord presumed) {}

        @Override
        public void ended(Request request, End end, CallRecord call) {}
    };
}
