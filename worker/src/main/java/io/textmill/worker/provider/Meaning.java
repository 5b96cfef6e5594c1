package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a failure means: a cell of the providers' tables. */
public enum Meaning {
    /** Nothing is found for this content. */
    UNANSWERABLE,
    /** A content filter refuses this content. */
    REJECTED,
    INVALID,
    THROTTLED,
    TRANSIENT,
    UNCERTAIN,
    EXHAUSTED,
    UNAVAILABLE,
    MISCONFIGURED;

    /** Whether such a failure is charged where a provider's page does not say otherwise. */
    public Charged charged() {
        return this == UNCERTAIN ? Charged.UNKNOWN : Charged.NO;
    }

    /**
     * What is published of a failure that is about the text, instead of the provider's own words: those may tell what the
     * text is about without quoting it. Null where the provider's words are about the account or the service.
     */
    public @Nullable String words() {
        return switch (this) {
            case UNANSWERABLE -> "the provider has no answer to this content";
            case REJECTED -> "the provider refuses this content";
            case INVALID -> "the provider calls the request wrong";
            case THROTTLED, TRANSIENT, UNCERTAIN, EXHAUSTED, UNAVAILABLE, MISCONFIGURED -> null;
        };
    }

    /** The outcome of one call. */
    public Outcome.Failed outcome(Failure failure) {
        String code = failure.code();
        String message = failure.message();
        Receipt receipt = failure.receipt();
        return switch (this) {
            case UNANSWERABLE -> new Outcome.Unanswerable(false, code, message, receipt);
            case REJECTED -> new Outcome.Unanswerable(true, code, message, receipt);
            case INVALID -> new Outcome.Invalid(code, message, receipt);
            case THROTTLED -> new Outcome.Throttled(failure.retryAfter(), code, message, receipt);
            case TRANSIENT -> new Outcome.Transient(failure.retryAfter(), code, message, receipt);
            case UNCERTAIN -> new Outcome.Uncertain(code, message, receipt);
            case EXHAUSTED -> new Outcome.Exhausted(failure.until(), code, message, receipt);
            case UNAVAILABLE -> new Outcome.Unavailable(code, message, receipt);
            case MISCONFIGURED -> new Outcome.Misconfigured(code, message, receipt);
        };
    }

    /**
     * What one call adds to a meaning.
     *
     * @param code the provider's code, or our own word
     * @param message fit to be published, see {@link Redaction}
     * @param receipt what the call left behind
     * @param retryAfter how long the provider asks to wait
     * @param until when a used-up quota is new
     */
    public record Failure(
            String code,
            String message,
            Receipt receipt,
            @Nullable Duration retryAfter,
            @Nullable Instant until) {}
}
