package io.textmill.worker.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers for what the start checks look at. Blocks the engine thread until all is answered or timed out. */
final class ClusterReader {
    private final Admin admin;

    /** Asks through that client, whose timeouts hold; it stays open. */
    ClusterReader(Admin admin) {
        this.admin = admin;
    }

    /**
     * Asks for everything at once.
     *
     * @throws RetriableException when the brokers do not answer
     * @throws KafkaException when no retry can help, such as a wrong password
     */
    ClusterFacts read(String group, Collection<String> topics) {
        List<String> all = Stream.concat(topics.stream(), Stream.of(ClusterFacts.OFFSETS, ClusterFacts.TRANSACTIONS))
                .toList();
        KafkaFuture<Collection<Node>> nodes = admin.describeCluster().nodes();
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        all, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> settings = admin.describeConfigs(
                        all.stream().map(ClusterReader::resource).toList())
                .values();
        Map<String, KafkaFuture<ConsumerGroupDescription>> groups = admin.describeConsumerGroups(
                        List.of(group), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups();
        KafkaFuture<FeatureMetadata> features = admin.describeFeatures().featureMetadata();

        Collection<Node> alive = Answer.of(nodes).or(List.of());
        var facts = new HashMap<String, TopicFacts>();
        for (String topic : all) {
            facts.put(topic, topic(Answer.of(descriptions, topic), Answer.of(settings, resource(topic))));
        }
        return new ClusterFacts(
                alive.size(), broker(alive), levels(Answer.of(features)), mayRead(Answer.of(groups, group)), facts);
    }

    /** The settings of any broker: they should be the same everywhere. */
    private Configuration broker(Collection<Node> alive) {
        List<ConfigResource> brokers = alive.stream()
                .limit(1)
                .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> settings =
                admin.describeConfigs(brokers).values();
        return brokers.isEmpty() ? Configuration.UNREADABLE : configuration(Answer.of(settings, brokers.getFirst()));
    }

    private static TopicFacts topic(Answer<TopicDescription> description, Answer<Config> settings) {
        return switch (description) {
            case Answer.None<TopicDescription> _ -> new TopicFacts.Missing();
            case Answer.Refused<TopicDescription> _ -> new TopicFacts.Hidden();
            case Answer.Value<TopicDescription>(TopicDescription topic) ->
                new TopicFacts.Found(
                        topic.partitions().size(),
                        topic.partitions().stream()
                                .mapToInt(partition -> partition.replicas().size())
                                .min()
                                .orElse(0),
                        allows(topic.authorizedOperations(), AclOperation.READ),
                        allows(topic.authorizedOperations(), AclOperation.WRITE),
                        configuration(settings));
        };
    }

    private static Configuration configuration(Answer<Config> answer) {
        return answer.map(config -> new Configuration(config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, entry -> Objects.requireNonNull(entry.value())))))
                .or(Configuration.UNREADABLE);
    }

    private static Map<String, Integer> levels(Answer<FeatureMetadata> answer) {
        return answer.map(metadata -> metadata.finalizedFeatures().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, feature ->
                                (int) feature.getValue().maxVersionLevel())))
                .or(Map.of());
    }

    /** A group that is not there yet says nothing of our rights; one that we may not describe we may not join. */
    private static boolean mayRead(Answer<ConsumerGroupDescription> answer) {
        return switch (answer) {
            case Answer.Value<ConsumerGroupDescription>(ConsumerGroupDescription group) ->
                allows(group.authorizedOperations(), AclOperation.READ);
            case Answer.None<ConsumerGroupDescription> _ -> true;
            case Answer.Refused<ConsumerGroupDescription> _ -> false;
        };
    }

    private static boolean allows(@Nullable Set<AclOperation> operations, AclOperation operation) {
        return operations == null || operations.contains(operation);
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
