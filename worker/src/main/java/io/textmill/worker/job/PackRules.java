package io.textmill.worker.job;

import java.time.Duration;
import java.util.Set;

/**
 * Which short sentiment jobs are packed together into one call.
 *
 * @param max the most jobs of a call
 * @param patience how long the first of them waits for others
 * @param providers whose calls may be shared; none when nothing is packed
 */
public record PackRules(int max, Duration patience, Set<String> providers) {
    /** Each job makes its own calls. */
    public static final PackRules OFF = new PackRules(1, Duration.ZERO, Set.of());

    public PackRules {
        providers = Set.copyOf(providers);
    }

    /** How many jobs a call of that provider answers at most. */
    int most(String provider) {
        return providers.contains(provider) ? max : 1;
    }
}
