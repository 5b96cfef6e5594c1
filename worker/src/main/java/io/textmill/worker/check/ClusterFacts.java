package io.textmill.worker.check;

import java.util.Map;

/**
 * What the brokers say of themselves and of the topics that were asked for.
 *
 * @param brokers how many are alive
 * @param broker the settings of one of them
 * @param features the levels that the cluster has agreed on, such as {@code group.version}; empty when it does not say
 * @param mayReadGroup whether we may join the group; true as well when the brokers do not say
 * @param topics by name, Kafka's own included
 */
record ClusterFacts(
        int brokers,
        Configuration broker,
        Map<String, Integer> features,
        boolean mayReadGroup,
        Map<String, TopicFacts> topics) {
    /** Where Kafka keeps the offsets and the state of transactions. */
    static final String OFFSETS = "__consumer_offsets";

    static final String TRANSACTIONS = "__transaction_state";

    ClusterFacts {
        features = Map.copyOf(features);
        topics = Map.copyOf(topics);
    }

    TopicFacts topic(String name) {
        return topics.getOrDefault(name, new TopicFacts.Missing());
    }
}
