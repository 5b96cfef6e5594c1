package io.textmill.bench;

import io.textmill.contract.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record to publish.
 *
 * @param task whose topic it goes to
 * @param value its value, byte for byte
 * @param jobId whose result is expected; absent in a broken record whose jobId cannot be read
 * @param provider the provider that was asked for
 * @param expectedError the error code of a record that was broken on purpose
 */
public record Input(
        Task task,
        byte[] value,
        @Nullable String jobId,
        @Nullable String provider,
        @Nullable String expectedError) {

    /** A short text for that provider, whose feeling is asked for: one call. */
    public static Input ofOneCall(String jobId, int number, String provider) {
        byte[] value = Json.MAPPER.writeValueAsBytes(Map.of(
                "jobId",
                jobId,
                "task",
                Task.SENTIMENT.wireName(),
                "text",
                "第%d次购买，包装完好，客服很耐心，非常满意。".formatted(number),
                "language",
                "zh",
                "provider",
                provider));
        return new Input(Task.SENTIMENT, value, jobId, provider, null);
    }

    /** Whether it must end as a dead letter. */
    boolean broken() {
        return expectedError != null;
    }
}
