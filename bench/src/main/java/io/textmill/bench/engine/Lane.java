package io.textmill.bench.engine;

import io.textmill.bench.Failed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The topics of one trial, there while it lasts: jobs, results, and what the engine wants for itself.
 *
 * @param input of the jobs; a job's timestamp is when the broker appended it
 * @param output of the results
 */
record Lane(String bootstrapServers, String input, String output) implements AutoCloseable {
    /** Of jobs and results. */
    static final int PARTITIONS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(20);

    /** Creates the topics and waits until every partition has a leader that answers. */
    static Lane create(String bootstrapServers, String name) {
        var lane = new Lane(bootstrapServers, name + "-jobs", name + "-results");
        try (Admin admin = lane.admin()) {
            admin.createTopics(lane.topics()).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            awaitLeaders(admin, lane.topics());
            return lane;
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed("the topics of " + name + " could not be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while creating topics", e);
        }
    }

    /** What the names of the engine's retry topics begin with, by the name of its input. */
    static String retryPrefix(String input) {
        return input + ".retry.";
    }

    /** The engine's topic of markers, by the name of its input. */
    static String markers(String input) {
        return input + ".markers";
    }

    List<TopicPartition> outputPartitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(output, partition))
                .toList();
    }

    /** Deletes the topics. */
    @Override
    public void close() {
        List<String> names = topics().stream().map(NewTopic::name).toList();
        try (Admin admin = admin()) {
            admin.deleteTopics(names).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed("the topics of a trial could not be deleted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted while deleting topics", e);
        }
    }

    private List<NewTopic> topics() {
        var jobs = new NewTopic(input, PARTITIONS, (short) 1)
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        var results = new NewTopic(output, PARTITIONS, (short) 1);
        var markers = new NewTopic(markers(input), 1, (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        var retries =
                Stream.of("10s", "1m", "10m", "1h").map(tier -> new NewTopic(retryPrefix(input) + tier, 1, (short) 1));
        return Stream.concat(Stream.of(jobs, results, markers), retries).toList();
    }

    private static void awaitLeaders(Admin admin, List<NewTopic> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = topics.stream().map(NewTopic::name).toList();
        Map<TopicPartition, OffsetSpec> latest = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                // First this one: the other complains of unknown topics in the log.
                admin.describeTopics(names).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                admin.listOffsets(latest).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(STEP);
            }
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}
