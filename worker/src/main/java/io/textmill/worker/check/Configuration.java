package io.textmill.worker.check;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a topic or a broker that hold, defaults included.
 *
 * @param values by name; empty when we may not read them
 */
record Configuration(Map<String, String> values) {
    /** One that may not be read. */
    static final Configuration UNREADABLE = new Configuration(Map.of());

    Configuration {
        values = Map.copyOf(values);
    }

    boolean isReadable() {
        return !values.isEmpty();
    }

    /** A whole number; empty when the brokers do not say, as some that only speak Kafka's protocol. */
    Optional<Long> number(String name) {
        return Optional.ofNullable(values.get(name)).map(Long::valueOf);
    }

    boolean isTrue(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** Several values with commas between; empty when the brokers do not say. */
    Set<String> list(String name) {
        return Arrays.stream(values.getOrDefault(name, "").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
