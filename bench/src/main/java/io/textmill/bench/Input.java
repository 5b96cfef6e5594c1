package io.textmill.bench;

import io.textmill.contract.Task;
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
record Input(
        Task task,
        byte[] value,
        @Nullable String jobId,
        @Nullable String provider,
        @Nullable String expectedError) {

    /** Whether it must end as a dead letter. */
    boolean broken() {
        return expectedError != null;
    }
}
