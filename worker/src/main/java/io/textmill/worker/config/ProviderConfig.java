package io.textmill.worker.config;

import io.textmill.worker.spend.Cap;
import io.textmill.worker.spend.Price;
import io.textmill.worker.task.Prompts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One provider account and how it is used.
 *
 * @param name the configured name
 * @param settings what its adapter needs
 * @param prompts what it is told to do with texts
 * @param pack whether several short jobs may share a call
 * @param limits how fast it may be called
 * @param retry how often a failed call is tried again
 * @param price what calls cost; null when nobody told
 */
public record ProviderConfig(
        String name,
        ProviderSettings settings,
        Prompts prompts,
        boolean pack,
        LimitsConfig limits,
        RetryConfig retry,
        @Nullable Price price) {

    /** Its calls a day as a cap, which all workers keep together; its name has a dot, so that no other cap can have it. */
    Optional<Cap> dailyCap() {
        LimitsConfig.PerDay day = limits.perDay();
        return day == null
                ? Optional.empty()
                : Optional.of(new Cap(
                        name + ".perDay",
                        name,
                        null,
                        new Cap.Most.OfCalls(day.calls()),
                        Cap.Per.DAY,
                        day.zone(),
                        Cap.WhenReached.WAIT));
    }
}
