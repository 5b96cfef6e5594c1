package io.textmill.worker.check;

/** What the brokers say of a topic. */
sealed interface TopicFacts {

    /** There is no such topic. */
    record Missing() implements TopicFacts {}

    /** We may not know whether there is one: the right to describe it comes with every other. */
    record Hidden() implements TopicFacts {}

    /**
     * It exists.
     *
     * @param replicas of the partition that has the fewest
     * @param mayRead whether we may read it; true as well when the brokers do not say
     * @param mayWrite whether we may write to it; true as well when the brokers do not say
     */
    record Found(int partitions, int replicas, boolean mayRead, boolean mayWrite, Configuration configuration)
            implements TopicFacts {}
}
