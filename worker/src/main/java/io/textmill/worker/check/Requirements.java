package io.textmill.worker.check;

import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.engine.KafkaSettings;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.RetryTier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the engine expects of the cluster.
 *
 * @param group the consumer group
 * @param protocol how it joins the group
 * @param topics every topic that it uses
 * @param transactionTimeoutMillis of its producer
 * @param maxRequestBytes of its producer: no record is sent that is larger
 * @param commands for remedies
 */
record Requirements(
        String group,
        EngineSettings.Protocol protocol,
        List<TopicUse> topics,
        int transactionTimeoutMillis,
        int maxRequestBytes,
        Commands commands) {
    /** A job's key and headers beside its value, and what a retry adds to them, generously. */
    private static final int HEADER_BYTES = 16 << 10;

    /** The most that a job has paid for when it waits for another attempt: it goes along, where brokers take it by default. */
    private static final int STATE_BYTES = 256 << 10;

    /** The producer's {@code max.request.size} when nobody has changed it. */
    private static final int DEFAULT_REQUEST_BYTES = 1 << 20;

    Requirements {
        topics = List.copyOf(topics);
    }

    /** What an engine with those settings expects. */
    static Requirements of(EngineSettings settings) {
        return of(settings, OtherTopics.NONE);
    }

    /** What an engine with those settings expects, and whoever uses those topics. */
    static Requirements of(EngineSettings settings, OtherTopics kept) {
        Map<String, String> client = settings.client();
        Map<String, Object> producer = KafkaSettings.producer(settings, "");
        return new Requirements(
                settings.group(),
                settings.protocol(),
                topics(settings, kept),
                number(producer.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)),
                number(producer.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEFAULT_REQUEST_BYTES)),
                new Commands(
                        client.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "BROKERS"),
                        client.containsKey(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
                                && !"PLAINTEXT".equals(client.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))));
    }

    private static List<TopicUse> topics(EngineSettings settings, OtherTopics kept) {
        Stream<TopicUse> read = settings.inputs().stream().flatMap(input -> topics(input, first(settings, input)));
        Stream<TopicUse> written = settings.outputs().stream()
                .map(topic -> topic.equals(kept.calls())
                        ? new TopicUse.Calls(topic, Outbound.MAX_BYTES)
                        : new TopicUse.Output(topic, Outbound.MAX_BYTES));
        Stream<TopicUse> markers = Stream.of(new TopicUse.Markers(settings.markers()));
        Stream<TopicUse> noted = settings.inputs().stream()
                .filter(input -> kept.journals().containsKey(input.topic()))
                .map(input -> new TopicUse.Journal(
                        kept.journals().getOrDefault(input.topic(), ""), input.topic(), input.greatestAge()));
        String caps = kept.budget();
        Stream<TopicUse> budget = caps == null ? Stream.of() : Stream.of(new TopicUse.Budget(caps));
        return Stream.of(read, written, markers, noted, budget)
                .flatMap(uses -> uses)
                .toList();
    }

    /** The first input that shares the retry topics of that one. */
    private static Input first(EngineSettings settings, Input input) {
        return settings.inputs().stream()
                .filter(other -> other.retryPrefix().equals(input.retryPrefix()))
                .findFirst()
                .orElse(input);
    }

    private static Stream<TopicUse> topics(Input input, Input first) {
        int bytes = input.largest() + HEADER_BYTES;
        int retryBytes = Math.max(bytes, Math.min(bytes + STATE_BYTES, Outbound.MAX_BYTES));
        Stream<RetryTier> tiers = input.equals(first) ? Arrays.stream(RetryTier.values()) : Stream.of();
        return Stream.concat(
                Stream.of(new TopicUse.Input(input.topic(), bytes, input.greatestAge(), first.topic())),
                tiers.map(tier -> new TopicUse.Retry(input.retryTopic(tier), input.topic(), retryBytes, tier.delay())));
    }

    private static int number(@Nullable Object value) {
        return Integer.parseInt(String.valueOf(value));
    }
}
