package io.textmill.worker;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.caller.RetryRules;
import io.textmill.worker.caller.Route;
import io.textmill.worker.check.OtherTopics;
import io.textmill.worker.config.LimitsConfig;
import io.textmill.worker.config.PackConfig;
import io.textmill.worker.config.ProviderConfig;
import io.textmill.worker.config.RouteConfig;
import io.textmill.worker.config.TaskConfig;
import io.textmill.worker.config.TenantConfig;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.Input;
import io.textmill.worker.job.JobRules;
import io.textmill.worker.job.PackRules;
import io.textmill.worker.journal.JournalSettings;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.quota.QuotaAllocator;
import io.textmill.worker.spend.Leases;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.task.TaskDefaults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What each part of the worker is told, taken from the configuration: the parts do not know the file. */
final class Settings {
    /** What a stop takes beyond the drain: the last commit and leaving the group. */
    static final Duration LEAVE = Duration.ofSeconds(20);

    /** More bytes of records than this serve no purpose: they are there long before their turn. */
    private static final long MAX_RECORD_MEMORY = 256L << 20;

    /** What was not done yet when workers died is far less. */
    private static final long MAX_JOURNAL_MEMORY = 128L << 20;

    private Settings() {}

    static EngineSettings engine(WorkerConfig config) {
        Topics topics = config.kafka().topics();
        List<String> outputs = Stream.concat(
                        config.tasks().keySet().stream()
                                .flatMap(task -> Stream.of(topics.results(task), topics.deadLetters(task))),
                        Stream.of(topics.calls()))
                .toList();
        return new EngineSettings(
                config.id(),
                config.kafka().group(),
                config.kafka().protocol(),
                config.tasks().keySet().stream()
                        .flatMap(task -> inputs(config, task))
                        .toList(),
                outputs,
                topics.groups(),
                config.kafkaClient(),
                config.kafka().checks(),
                new EngineSettings.Bounds(
                        config.engine().maxInFlight(),
                        Math.min(MAX_RECORD_MEMORY, Runtime.getRuntime().maxMemory() / 4),
                        config.engine().commitGap(),
                        config.engine().drain()));
    }

    /** A task's own topic, whose the retry topics are, and those of its lanes. */
    private static Stream<Input> inputs(WorkerConfig config, Task task) {
        Topics topics = config.kafka().topics();
        TaskConfig own = Objects.requireNonNull(config.tasks().get(task));
        return Stream.concat(
                Stream.of(input(config, task, topics.jobs(task), own.weight())),
                own.lanes().entrySet().stream()
                        .map(lane -> input(
                                config,
                                task,
                                topics.jobs(task, lane.getKey()),
                                lane.getValue().weight())));
    }

    private static Input input(WorkerConfig config, Task task, String topic, double weight) {
        return new Input(
                topic,
                config.kafka().topics().retryPrefix(task),
                config.jobs().maxBytes(),
                config.jobs().maxAge(),
                weight);
    }

    /** Where jobs of that task are published: its own topic first, then those of its lanes. */
    static List<String> jobTopics(WorkerConfig config, Task task) {
        return inputs(config, task).map(Input::topic).toList();
    }

    /** The journal's topic, by the topic of the jobs. That of a lane is its task's. */
    private static Map<String, String> journals(WorkerConfig config) {
        Topics topics = config.kafka().topics();
        return config.journal().enabled()
                ? config.tasks().keySet().stream().collect(toMap(topics::jobs, topics::journal))
                : Map.of();
    }

    static JournalSettings journal(WorkerConfig config) {
        Topics topics = config.kafka().topics();
        var byTopic = new HashMap<String, String>();
        for (Task task : config.tasks().keySet()) {
            Stream.concat(jobTopics(config, task).stream(), topics.retries(task).stream())
                    .forEach(topic -> byTopic.put(topic, topics.journal(task)));
        }
        long memory = Math.min(MAX_JOURNAL_MEMORY, Runtime.getRuntime().maxMemory() / 8);
        return new JournalSettings(
                config.id(), config.kafkaClient(), byTopic, config.journal().patience(), memory);
    }

    /** The topics beside those that the engine knows. */
    static OtherTopics kept(WorkerConfig config) {
        Topics topics = config.kafka().topics();
        return new OtherTopics(topics.calls(), config.caps().isEmpty() ? null : topics.budget(), journals(config));
    }

    static JobRules jobRules(WorkerConfig config) {
        return new JobRules(
                config.id(),
                config.jobs().maxBytes(),
                config.jobs().maxCalls(),
                config.jobs().maxAge(),
                config.tasks().entrySet().stream()
                        .collect(toMap(Entry::getKey, entry -> entry.getValue().provider())),
                prices(config),
                config.tenants().entrySet().stream()
                        .collect(toMap(Entry::getKey, entry -> entry.getValue().providers())),
                laneTenants(config));
    }

    /** Whose jobs a lane takes, by its topic. */
    private static Map<String, String> laneTenants(WorkerConfig config) {
        var tenants = new HashMap<String, String>();
        config.tasks()
                .forEach((task, own) -> own.lanes().forEach((name, lane) -> {
                    String tenant = lane.tenant();
                    if (tenant != null) {
                        tenants.put(config.kafka().topics().jobs(task, name), tenant);
                    }
                }));
        return tenants;
    }

    static PriceTable prices(WorkerConfig config) {
        var prices = new HashMap<String, Price>();
        config.providers().forEach((name, provider) -> {
            Price price = provider.price();
            if (price != null) {
                prices.put(name, price);
            }
        });
        return new PriceTable(prices);
    }

    /** What keeps the caps; nothing to start where there are none. */
    static Spending spending(WorkerConfig config, InstantSource clock) {
        if (config.caps().isEmpty()) {
            return Spending.UNLIMITED;
        }
        return Leases.start(
                config.caps(),
                prices(config),
                config.kafka().topics().budget(),
                config.id(),
                config.kafkaClient(),
                clock);
    }

    static TaskDefaults taskDefaults(WorkerConfig config, Task task) {
        TaskConfig own = config.tasks().get(task);
        return own == null || own.maxCharacters() == null
                ? TaskDefaults.DEFAULT
                : new TaskDefaults(own.maxCharacters());
    }

    static PackRules packRules(WorkerConfig config) {
        TaskConfig sentiment = config.tasks().get(Task.SENTIMENT);
        PackConfig pack = sentiment == null ? null : sentiment.pack();
        return pack == null
                ? PackRules.OFF
                : new PackRules(
                        pack.max(),
                        pack.patience(),
                        config.providers().values().stream()
                                .filter(ProviderConfig::pack)
                                .map(ProviderConfig::name)
                                .collect(toSet()));
    }

    static Limits limits(ProviderConfig provider) {
        LimitsConfig limits = provider.limits();
        return new Limits(
                limits.perSecond(),
                limits.perMinute(),
                limits.tokensPerMinute(),
                limits.inFlight(),
                limits.inFlightPerWorker(),
                limits.headroom());
    }

    /** How the fleet divides a provider's limits. */
    static QuotaAllocator allocator(WorkerConfig config, ProviderConfig provider) {
        LimitsConfig limits = provider.limits();
        return switch (limits.allocator()) {
            case BACKLOG -> QuotaAllocator.Backlog.DEFAULT;
            case PARTITION -> new QuotaAllocator.Partition();
            case STATIC -> new QuotaAllocator.Static(Objects.requireNonNull(limits.workers()), config.id());
        };
    }

    /** The topics whose jobs call that provider unless they name another. */
    static Set<String> inputs(WorkerConfig config, ProviderConfig provider) {
        return config.tasks().entrySet().stream()
                .filter(task -> leadsTo(config, task.getValue().provider(), provider.name()))
                .flatMap(task -> jobTopics(config, task.getKey()).stream())
                .collect(toSet());
    }

    /** Whether jobs that go that way may come to that provider. */
    private static boolean leadsTo(WorkerConfig config, String way, String provider) {
        RouteConfig route = config.routes().get(way);
        return way.equals(provider) || (route != null && route.legs().containsKey(provider));
    }

    /** All ways that a job may name: the configured routes, and one to each provider. */
    static Map<String, Route> routes(WorkerConfig config, Map<String, Caller> callers) {
        var routes = new HashMap<String, Route>();
        callers.forEach((name, caller) -> routes.put(name, Route.to(caller)));
        config.routes().forEach((name, route) -> routes.put(name, route(route, callers)));
        return routes;
    }

    /** The provider that each route begins with, while it takes calls. */
    static Map<String, String> routesBegin(WorkerConfig config) {
        return config.routes().entrySet().stream()
                .collect(toMap(
                        Entry::getKey,
                        route -> route.getValue().legs().entrySet().stream()
                                .min(Comparator.comparingInt(
                                        leg -> leg.getValue().order()))
                                .orElseThrow()
                                .getKey()));
    }

    private static Route route(RouteConfig route, Map<String, Caller> callers) {
        List<Route.Leg> legs = route.legs().entrySet().stream()
                .map(leg -> new Route.Leg(
                        Objects.requireNonNull(callers.get(leg.getKey())),
                        leg.getValue().order(),
                        leg.getValue().weight()))
                .toList();
        return new Route(legs, route.unanswerable() == RouteConfig.Unanswerable.NEXT);
    }

    /** How many calls a job of that topic takes on average. */
    static ToDoubleFunction<String> callsOfJob(WorkerConfig config) {
        return topic -> config.kafka()
                .topics()
                .taskOfJobs(topic)
                .map(config.tasks()::get)
                .map(TaskConfig::callsPerJob)
                .orElse(1.0);
    }

    /** How often each tenant gets its turn. */
    static ToDoubleFunction<String> weights(WorkerConfig config) {
        Map<String, TenantConfig> tenants = config.tenants();
        return tenant -> tenants.containsKey(tenant) ? tenants.get(tenant).weight() : 1;
    }

    static RetryRules retryRules(ProviderConfig provider) {
        return new RetryRules(
                provider.retry().attempts(),
                provider.retry().uncertain(),
                provider.retry().backoff(),
                provider.retry().maxBackoff());
    }
}
