package io.textmill.worker.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the topics exist: a missing one would stop every commit. */
final class TopicCheck implements StartCheck {
    private static final Logger log = LoggerFactory.getLogger(TopicCheck.class);

    /** Short, so that a stop is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final Clients clients;

    TopicCheck(EngineSettings settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public Optional<TopicLimits> run() {
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            List<String> missing = Stream.concat(settings.subscription().stream(), settings.written().stream())
                    .distinct()
                    .filter(topic -> consumer.partitionsFor(topic, PATIENCE).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException("topics do not exist, or we may not see them: "
                        + String.join(", ", missing) + "; create them, or grant Describe on them");
            }
            return Optional.of(TopicLimits.DEFAULT);
        } catch (RetriableException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("brokers do not answer");
            return Optional.empty();
        }
    }
}
