package io.textmill.bench;

/**
 * A record that Kafka has.
 *
 * @param input what was published
 * @param origin where it stands, which its dead letter would name
 */
public record Published(Input input, Origin origin) {

    /**
     * The place of a record.
     *
     * @param topic its topic
     * @param partition its partition
     * @param offset its offset
     */
    public record Origin(String topic, int partition, long offset) {}
}
