package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a call's answer means, said as what to do about it and whether it was charged. */
public sealed interface Outcome {
    /** What the call left behind. */
    Receipt receipt();

    /** The name on the wire, in logs and as a metric label: {@code answered}, {@code throttled}, … */
    default String wireName() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** An outcome that is no answer: says why, for people. */
    sealed interface Failed extends Outcome {
        /** The provider's code, or our own word for it: {@code 274702}, {@code http_502}, {@code timeout}, … */
        String code();

        /** Our words where it is about the text, else the provider's, shortened; never the prompt, never a secret. */
        String message();
    }

    /** Usable text. */
    record Answered(String text, Receipt receipt) implements Outcome {}

    /** An answer that was cut off at the output limit: charged, and never to be passed on as complete. */
    record Truncated(String text, Receipt receipt) implements Outcome {}

    /**
     * The provider refuses or finds nothing for this content: the job fails, no retry.
     *
     * @param rejected whether a content filter refused it, rather than nothing being found
     */
    record Unanswerable(boolean rejected, String code, String message, Receipt receipt) implements Failed {}

    /** Our request is wrong for this provider: the job fails; a defect of ours. */
    record Invalid(String code, String message, Receipt receipt) implements Failed {
        /** Found by ourselves, before anything was sent. */
        public static Invalid local(String code, String message) {
            return new Invalid(code, message, Receipt.of(Charged.NO));
        }
    }

    /** Too fast: wait, slow down, try again without using up the job's attempts. */
    record Throttled(@Nullable Duration retryAfter, String code, String message, Receipt receipt) implements Failed {}

    /** Failed and certainly not charged: retry with backoff. */
    record Transient(@Nullable Duration retryAfter, String code, String message, Receipt receipt) implements Failed {}

    /** Nobody can know whether it was charged: hardly ever retried, counted as spent. */
    record Uncertain(String code, String message, Receipt receipt) implements Failed {}

    /** Quota, balance or daily count used up: park the provider until then. */
    record Exhausted(@Nullable Instant until, String code, String message, Receipt receipt) implements Failed {}

    /** Maintenance: park the provider for a while. */
    record Unavailable(String code, String message, Receipt receipt) implements Failed {}

    /** Key, signature, permission, address or account: park the provider and alert. */
    record Misconfigured(String code, String message, Receipt receipt) implements Failed {}
}
