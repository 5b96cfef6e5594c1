package io.textmill.worker.config;

import io.textmill.contract.Task;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.spend.Cap;
import java.time.Duration;
import java.util.Set;

/** The bounds that only make sense against each other. A bound that is itself in error is not judged again. */
final class Checks {
    /** Kafka takes no longer name. */
    private static final int MAX_TOPIC_CHARACTERS = 249;

    private final WorkerConfig config;
    private final Problems problems;

    private Checks(WorkerConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
    }

    static void run(WorkerConfig config, Problems problems) {
        var checks = new Checks(config, problems);
        checks.engine();
        checks.tasks();
        checks.tenants();
        checks.routes();
        config.providers().values().forEach(checks::provider);
        config.caps().forEach(checks::cap);
    }

    private void engine() {
        var engine = config.engine();
        var longestDrain = EngineSettings.MAX_POLL_INTERVAL.dividedBy(2);
        if (problems.sound("engine.drain") && engine.drain().compareTo(longestDrain) > 0) {
            // The drain runs inside a rebalance, and the final commit after it must still be in time.
            error("engine.drain", engine.drain(), "at most %s, half of max.poll.interval.ms", longestDrain);
        }
        if (problems.sound("engine.commitGap")
                && engine.commitGap().compareTo(EngineSettings.TRANSACTION_TIMEOUT) >= 0) {
            error(
                    "engine.commitGap",
                    engine.commitGap(),
                    "below %s, the transaction timeout",
                    EngineSettings.TRANSACTION_TIMEOUT);
        }
    }

    private void tasks() {
        config.tasks().forEach((task, one) -> {
            var path = "tasks." + task.wireName() + ".provider";
            var provider = one.provider();
            var unknown = !config.providers().containsKey(provider)
                    && !config.routes().containsKey(provider)
                    && problems.sound("providers", "providers." + provider, "providers." + provider + ".kind");
            if (problems.sound(path) && unknown) {
                notConfigured(path, provider, "providers", config.providers().keySet());
            }
            if (one.pack() != null
                    && problems.sound("providers")
                    && config.providers().values().stream().noneMatch(ProviderConfig::pack)) {
                problems.warning("tasks." + task.wireName() + ".pack", "packs nothing: no provider has `pack: true`");
            }
            one.lanes().forEach((lane, its) -> lane(task, lane, its));
        });
    }

    private void lane(Task task, String lane, LaneConfig its) {
        var path = "tasks." + task.wireName() + ".lanes." + lane;
        var topic = config.kafka().topics().jobs(task, lane);
        if (problems.sound("kafka.topicPrefix") && topic.length() > MAX_TOPIC_CHARACTERS) {
            problems.error(
                    path,
                    "makes a topic name of %d characters, must be at most %d together with kafka.topicPrefix"
                            .formatted(topic.length(), MAX_TOPIC_CHARACTERS));
        }
        var tenant = its.tenant();
        if (tenant != null
                && problems.sound(path + ".tenant", "tenants")
                && !config.tenants().isEmpty()
                && !config.tenants().containsKey(tenant)) {
            notConfigured(path + ".tenant", tenant, "tenants", config.tenants().keySet());
        }
    }

    private void notConfigured(String path, String name, String section, Set<String> known) {
        problems.error(
                path,
                "is " + Excerpt.of(name) + ", which is not configured under " + section + "; "
                        + Suggestion.of(name, known));
    }

    private void tenants() {
        config.tenants().forEach((tenant, one) -> {
            var path = "tenants." + tenant + ".providers";
            for (var provider : one.providers()) {
                if (problems.sound(path, "providers")
                        && !config.providers().containsKey(provider)
                        && !config.routes().containsKey(provider)) {
                    problems.error(
                            path,
                            "names " + Excerpt.of(provider) + ", which is not configured under providers; "
                                    + Suggestion.of(provider, config.providers().keySet()));
                }
            }
        });
    }

    private void routes() {
        config.routes().forEach((route, one) -> {
            if (config.providers().containsKey(route)) {
                problems.error("routes." + route, "is the name of a provider too; a job could not tell them apart");
            }
            for (var provider : one.legs().keySet()) {
                var path = "routes." + route + ".providers." + provider;
                if (problems.sound(path, "providers") && !config.providers().containsKey(provider)) {
                    problems.error(
                            path,
                            "is not configured under providers; "
                                    + Suggestion.of(provider, config.providers().keySet()));
                }
            }
        });
    }

    private void provider(ProviderConfig provider) {
        var path = "providers." + provider.name();
        var timeout = provider.settings().connection().timeout();
        var drain = config.engine().drain();
        if (problems.sound(path + ".timeout", "engine.drain") && timeout.compareTo(drain) >= 0) {
            error(path + ".timeout", timeout, "below engine.drain, %s, or a stop cuts off calls that are paid", drain);
        }
        var limits = provider.limits();
        if (limits.allocator() == LimitsConfig.Allocator.STATIC && limits.workers() == null) {
            problems.error(path + ".limits.workers", "is missing, must be there for the allocator static");
        }
        var retry = provider.retry();
        if (problems.sound(path + ".retry.backoff", path + ".retry.maxBackoff")
                && retry.backoff().compareTo(retry.maxBackoff()) > 0) {
            error(path + ".retry.backoff", retry.backoff(), "at most retry.maxBackoff, %s", retry.maxBackoff());
        }
    }

    private void cap(Cap cap) {
        var path = "caps." + cap.name();
        var provider = cap.provider();
        if (provider != null
                && problems.sound(path + ".provider")
                && !config.providers().containsKey(provider)) {
            notConfigured(
                    path + ".provider",
                    provider,
                    "providers",
                    config.providers().keySet());
            return;
        }
        var tenant = cap.tenant();
        if (tenant != null
                && problems.sound(path + ".tenant")
                && !config.tenants().isEmpty()
                && !config.tenants().containsKey(tenant)) {
            notConfigured(path + ".tenant", tenant, "tenants", config.tenants().keySet());
        }
        var currency = path + ".money.currency";
        if (cap.most() instanceof Cap.Most.OfMoney money && problems.sound(currency) && !isPriced(cap, money)) {
            problems.error(
                    currency,
                    "is " + money.unit() + ", in which "
                            + (provider == null
                                    ? "no provider has a price"
                                    : "the provider " + provider + " has none"));
        }
    }

    private boolean isPriced(Cap cap, Cap.Most.OfMoney money) {
        return config.providers().values().stream()
                .filter(provider -> cap.provider() == null || cap.provider().equals(provider.name()))
                .map(ProviderConfig::price)
                .anyMatch(price -> price != null && price.currency().equals(money.currency()));
    }

    private void error(String path, Duration found, String allowed, Duration bound) {
        problems.error(path, "is " + Durations.print(found) + ", must be " + allowed.formatted(Durations.print(bound)));
    }
}
