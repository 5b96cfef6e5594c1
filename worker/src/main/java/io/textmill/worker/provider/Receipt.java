package io.textmill.worker.provider;

import io.textmill.contract.Charged;
import org.jspecify.annotations.Nullable;

/**
 * What a call left behind, whatever its outcome: what a bill is compared with.
 *
 * @param charged whether the provider charged it
 * @param orderId Juhe's number
 * @param taskNo JumData's number
 * @param id an OpenAI-compatible server's number
 * @param requestId the {@code x-request-id} header
 * @param promptTokens as the provider counted them
 * @param completionTokens as the provider counted them
 */
public record Receipt(
        Charged charged,
        @Nullable String orderId,
        @Nullable String taskNo,
        @Nullable String id,
        @Nullable String requestId,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens) {

    /** A receipt without any number. */
    public static Receipt of(Charged charged) {
        return new Receipt(charged, null, null, null, null, null, null);
    }
}
