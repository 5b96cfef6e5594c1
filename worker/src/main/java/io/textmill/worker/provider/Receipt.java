package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import org.jspecify.annotations.Nullable;

/**
 * What a call left behind, whatever its outcome: what a bill is compared with. Numbers are the provider's own, so any
 * nonsense may stand there: a blank one and a negative count are none, a long one is cut.
 *
 * @param charged whether the provider charged it
 * @param orderId Juhe's number
 * @param taskNo JumData's number
 * @param id an OpenAI-compatible server's number
 * @param requestId the {@code x-request-id} header
 * @param promptTokens as the provider counted them
 * @param completionTokens as the provider counted them
 * @param allowances where the provider's limits stood after it
 */
public record Receipt(
        Charged charged,
        @Nullable String orderId,
        @Nullable String taskNo,
        @Nullable String id,
        @Nullable String requestId,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        Allowances allowances) {

    /** The longest number known has 36 characters; more than this would only bloat every record of the call. */
    private static final int MAX_NUMBER = 200;

    /** A receipt with what makes sense of that. */
    public Receipt {
        orderId = number(orderId);
        taskNo = number(taskNo);
        id = number(id);
        requestId = number(requestId);
        promptTokens = count(promptTokens);
        completionTokens = count(completionTokens);
    }

    /** A receipt of a provider that does not tell where its limits stand. */
    public Receipt(
            Charged charged,
            @Nullable String orderId,
            @Nullable String taskNo,
            @Nullable String id,
            @Nullable String requestId,
            @Nullable Integer promptTokens,
            @Nullable Integer completionTokens) {
        this(charged, orderId, taskNo, id, requestId, promptTokens, completionTokens, Allowances.NONE);
    }

    private static @Nullable String number(@Nullable String number) {
        if (number == null || Invisible.is(number)) {
            return null;
        }
        return Redaction.head(number, MAX_NUMBER);
    }

    private static @Nullable Integer count(@Nullable Integer count) {
        return count == null || count < 0 ? null : count;
    }

    /** A receipt without any number. */
    public static Receipt of(Charged charged) {
        return new Receipt(charged, null, null, null, null, null, null);
    }
}
