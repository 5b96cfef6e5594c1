package io.textmill.worker.estimate;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.engine.Finished;
import io.textmill.worker.topic.TopicReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The jobs that wait, retries included: what the group has not finished by its last commits, to the end as it is now.
 * Joins no group and commits nothing.
 */
public final class Backlog {
    private final Topics topics;
    private final String group;
    private final Map<String, String> client;

    /**
     * What waits for that group.
     *
     * @param client properties, such as {@code bootstrap.servers} and security
     */
    public Backlog(Topics topics, String group, Map<String, String> client) {
        this.topics = topics;
        this.group = group;
        this.client = Map.copyOf(client);
    }

    /**
     * Reads them all.
     *
     * @param lanes of each task to read, the names of those that it has beside its own topic
     * @throws TimeoutException when the brokers do not answer
     */
    public void read(Map<Task, ? extends Collection<String>> lanes, BiConsumer<byte[], Task> each)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        var finished = new HashMap<TopicPartition, LongPredicate>();
        committed.forEach((part, at) -> finished.put(part, Finished.of(at.offset(), at.metadata())));
        List<String> inputs = lanes.entrySet().stream()
                .flatMap(task -> topics(task.getKey(), task.getValue()))
                .toList();
        new TopicReader(client).read(inputs, from(committed), record -> {
            var part = new TopicPartition(record.topic(), record.partition());
            if (record.value() != null
                    && !finished.getOrDefault(part, _ -> false).test(record.offset())) {
                topics.taskOfJobs(record.topic()).ifPresent(task -> each.accept(record.value(), task));
            }
        });
    }

    private static TopicReader.Start from(Map<TopicPartition, OffsetAndMetadata> committed) {
        return (consumer, ends) -> ends.keySet().forEach(part -> {
            OffsetAndMetadata from = committed.get(part);
            if (from == null) {
                consumer.seekToBeginning(List.of(part));
            } else {
                consumer.seek(part, from.offset());
            }
        });
    }

    private Stream<String> topics(Task task, Collection<String> lanes) {
        return Stream.of(
                        Stream.of(topics.jobs(task)),
                        lanes.stream().map(lane -> topics.jobs(task, lane)),
                        topics.retries(task).stream())
                .flatMap(names -> names);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>copyOf(client))) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TopicReader.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw new IllegalStateException("the group's offsets cannot be read: " + e.getCause(), e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the brokers do not answer", e);
        }
    }
}
