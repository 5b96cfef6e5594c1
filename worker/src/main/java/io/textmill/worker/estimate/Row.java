package io.textmill.worker.estimate;

import io.textmill.contract.Task;
import io.textmill.worker.spend.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs of one task come to at one provider.
 *
 * @param jobs those that can be planned
 * @param refused those that would fail before the first call: too many calls, no room
 * @param promptTokens estimated
 * @param completionTokens at most: what answers are allowed to have
 * @param cost at most; null without a price
 * @param time that the calls take at the limits of all workers on calls and tokens; null where none is
 *     configured
 */
public record Row(
        Task task,
        String provider,
        long jobs,
        long refused,
        long calls,
        long promptTokens,
        long completionTokens,
        @Nullable Money cost,
        @Nullable Duration time) {}
