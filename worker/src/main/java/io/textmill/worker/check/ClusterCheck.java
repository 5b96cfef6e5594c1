package io.textmill.worker.check;

import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.StartCheck;
import io.textmill.worker.engine.TopicLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers, tells every finding in the log with its remedy, and refuses to start where that is fatal or
 * configured. For the engine thread.
 */
public final class ClusterCheck implements StartCheck {
    private static final Logger log = LoggerFactory.getLogger(ClusterCheck.class);

    /** Short, so that a stop is noticed while brokers are away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Requirements requirements;
    private final Map<String, String> client;
    private final EngineSettings.Checks checks;

    /** @param client properties, such as {@code bootstrap.servers} and security */
    ClusterCheck(Requirements requirements, Map<String, String> client, EngineSettings.Checks checks) {
        this.requirements = requirements;
        this.client = Map.copyOf(client);
        this.checks = checks;
    }

    /** Checks what an engine with those settings expects. */
    public static StartCheck of(EngineSettings settings) {
        return of(settings, OtherTopics.NONE);
    }

    /** Checks also what is expected of those topics. */
    public static StartCheck of(EngineSettings settings, OtherTopics kept) {
        return new ClusterCheck(Requirements.of(settings, kept), settings.client(), settings.checks());
    }

    @Override
    public Optional<TopicLimits> run() {
        Optional<ClusterFacts> facts = read();
        facts.ifPresent(found -> judge(Findings.of(requirements, found)));
        return facts.map(found -> Sizes.limits(requirements, found));
    }

    private Optional<ClusterFacts> read() {
        try (Admin admin = Admin.create(properties())) {
            List<String> topics =
                    requirements.topics().stream().map(TopicUse::topic).toList();
            return Optional.of(new ClusterReader(admin).read(requirements.group(), topics));
        } catch (RetriableException e) {
            log.atWarn().addKeyValue("reason", e.getMessage()).log("brokers do not answer");
            return Optional.empty();
        }
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<String, Object>(client);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    private void judge(List<Finding> findings) {
        findings.forEach(this::tell);
        List<Finding> refused = findings.stream().filter(this::refuses).toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.stream()
                    .map(Finding::toString)
                    .collect(Collectors.joining(
                            "\n  ", "topics and brokers are not as this worker needs them:\n  ", "")));
        }
    }

    private void tell(Finding finding) {
        (refuses(finding) ? log.atError() : log.atWarn())
                .addKeyValue("remedy", finding.remedy())
                .log("{}: {}", finding.subject(), finding.problem());
    }

    private boolean refuses(Finding finding) {
        return switch (finding.severity()) {
            case FATAL -> true;
            case DANGER -> checks == EngineSettings.Checks.REFUSE;
            case NOTE -> false;
        };
    }
}
