package io.textmill.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the topics exist: a missing one would stop every commit. */
final class TopicCheck {
    private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);

    /** Short, so that a stop is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;

    TopicCheck(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /**
     * True when all exist; false when the brokers do not answer.
     *
     * @throws IllegalStateException when some do not; names them all
     */
    boolean allExist(List<String> inputs, List<String> outputs) {
        try {
            List<String> missing = Stream.concat(inputs.stream(), outputs.stream())
                    .filter(topic -> consumer.partitionsFor(topic, PATIENCE).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException("topics do not exist, or we may not see them: "
                        + String.join(", ", missing) + "; create them, or grant Describe on them");
            }
            return true;
        } catch (RetriableException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("brokers do not answer");
            return false;
        }
    }
}
