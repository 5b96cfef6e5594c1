package io.textmill.sandbox.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics so that they can be used at once. */
final class TopicCreation {
    private static final long TIMEOUT_SECONDS = 60;
    private static final long RETRY_MILLIS = 50;

    private TopicCreation() {}

    /**
     * Creates the topics that do not exist yet and waits until every partition has a leader that answers. A producer that
     * starts sooner can have its first batch refused and its second accepted, and then hangs until its delivery timeout.
     */
    static void create(String bootstrapServers, Collection<NewTopic> topics) {
        var latest = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        List<String> names = topics.stream().map(NewTopic::name).toList();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (var created : admin.createTopics(topics).values().values()) {
                awaitTopic(created);
            }
            awaitOffsets(admin, latest);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topics " + names + " could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /** Right after its creation a topic may be unknown still: the broker has not read its own news yet. */
    private static void awaitOffsets(Admin admin, Map<TopicPartition, OffsetSpec> latest)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                admin.listOffsets(latest).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private static void awaitTopic(KafkaFuture<Void> created)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
