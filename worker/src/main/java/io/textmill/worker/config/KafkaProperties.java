package io.textmill.worker.config;

import io.textmill.worker.engine.EngineSettings.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code kafka.properties}: free, but for what the guarantees rest on. */
final class KafkaProperties {
    /** Set by the worker itself; another value would break exactly-once or the bounds that are checked at start. */
    private static final Set<String> OWNED = Set.of(
            "acks",
            "auto.offset.reset",
            "bootstrap.servers",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.poll.interval.ms",
            "partition.assignment.strategy",
            "transaction.timeout.ms",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private static final Pattern SENSITIVE = Pattern.compile("(?i)password|secret|jaas|token|credential|\\.key$");

    private KafkaProperties() {}

    static Map<String, String> read(Section kafka, Protocol protocol) {
        var properties = kafka.free(
                "properties",
                KafkaProperties::type,
                "Passed to every Kafka client, such as `security.protocol`. Those that the worker sets itself, such as"
                        + " `group.id` or `acks`, are refused.");
        properties.keySet().stream()
                .filter(OWNED::contains)
                .forEach(name -> kafka.error("properties." + name, "is set by the worker and cannot be changed"));
        Protocol other = protocol == Protocol.CONSUMER ? Protocol.CLASSIC : Protocol.CONSUMER;
        properties.keySet().stream()
                .filter(of(other)::contains)
                .forEach(name -> kafka.error(
                        "properties." + name,
                        "is for protocol: %s only".formatted(other.name().toLowerCase(Locale.ROOT))));
        return properties;
    }

    /** What only members of that protocol take; with the other one they would refuse to start. */
    private static Set<String> of(Protocol protocol) {
        return switch (protocol) {
            case CONSUMER -> Set.of("group.remote.assignor");
            case CLASSIC -> Set.of("heartbeat.interval.ms", "session.timeout.ms");
        };
    }

    private static Type<String> type(String name) {
        var form = SENSITIVE.matcher(name).find() ? Type.Form.SECRET : Type.Form.ANY;
        return new Type<>("value", "a single value", "", form, text -> text, Function.identity());
    }
}
