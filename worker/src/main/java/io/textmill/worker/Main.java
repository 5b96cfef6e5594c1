package io.textmill.worker;

import static java.util.stream.Collectors.toMap;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.textmill.worker.caller.Caller;
import io.textmill.worker.check.ClusterCheck;
import io.textmill.worker.cli.Cli;
import io.textmill.worker.cli.Version;
import io.textmill.worker.config.ProviderConfig;
import io.textmill.worker.config.ProviderSettings;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.engine.Engine;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.engine.StartCheck;
import io.textmill.worker.engine.Surroundings;
import io.textmill.worker.estimate.Estimator;
import io.textmill.worker.estimate.Target;
import io.textmill.worker.fleet.FleetReader;
import io.textmill.worker.job.JobRules;
import io.textmill.worker.job.JobWork;
import io.textmill.worker.job.PackRoom;
import io.textmill.worker.job.Workshop;
import io.textmill.worker.journal.Journal;
import io.textmill.worker.journal.Journals;
import io.textmill.worker.observe.AdminServer;
import io.textmill.worker.observe.Logging;
import io.textmill.worker.observe.Metrics;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.juhe.Juhe;
import io.textmill.worker.provider.jumdata.JumData;
import io.textmill.worker.provider.openai.OpenAiChat;
import io.textmill.worker.provider.openai.OpenAiCompletions;
import io.textmill.worker.quota.FleetShare;
import io.textmill.worker.quota.Quota;
import io.textmill.worker.spend.Leases;
import io.textmill.worker.spend.Spending;
import io.textmill.worker.task.Planners;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program. The only place that reads the environment and creates adapters; {@link #work} reads as the architecture.
 */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs a command. */
    public static void main(String[] args) {
        System.exit(Cli.run(args, System.getenv(), Clock.systemUTC(), Main::work, Main::estimating));
    }

    /** One worker: jobs from Kafka, through their tasks, to the providers, and results back to Kafka. */
    private static int work(WorkerConfig config, @Nullable Path readyFile) throws Exception {
        Logging.configure(config.log());
        config.warnings().forEach(log::warn);
        log.info("effective configuration: {}", config.effective());

        Clock clock = Clock.systemUTC();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EngineSettings settings = Settings.engine(config);
        try (var http = HttpExchange.withDefaultTrust(clock);
                var fleet = FleetReader.of(settings, Settings.callsOfJob(config), clock);
                var metrics = new Metrics(registry, Version.current());
                var journals = journals(config, metrics, clock);
                var spending = Settings.spending(config, clock)) {
            Map<String, Caller> callers = callers(config, http, fleet, spending, clock);
            var shop = new Workshop(
                    Settings.jobRules(config),
                    config.kafka().topics(),
                    planners(config),
                    Settings.routes(config, callers),
                    journals,
                    new PackRoom(Settings.packRules(config), clock),
                    new JobMetrics(metrics, Settings.prices(config)),
                    clock);
            StartCheck check = ClusterCheck.of(settings, Settings.kept(config));
            var work = new JobWork(shop);
            var surroundings = Surroundings.of(settings, check, clock)
                    .with(journals.preparation())
                    .with(work);
            var engine = new Engine(settings, surroundings, work, new EngineMetrics(metrics));
            fleet.start(engine::assigned);
            metrics.watch(EngineMetrics.gauges(engine));
            callers.forEach((name, caller) -> metrics.watch(name, new CallerGauges(caller)));
            if (spending instanceof Leases leases) {
                config.caps().forEach(cap -> SpendMetrics.watch(metrics, cap, leases));
            }

            var health = new Health(engine::status, callers.values(), () -> capsProblem(spending), clock);
            try (var admin = AdminServer.start(config.admin(), health, registry::scrape)) {
                URI address = address(config.admin().host(), admin.port());
                log.atInfo()
                        .addKeyValue("worker", config.id())
                        .addKeyValue("admin", address)
                        .log("started");
                http.warmUp(address);
                if (readyFile != null) {
                    ReadyFile.writeOnceRunning(readyFile, config.id(), address.toString(), engine::status);
                }
                runUntilTold(engine, config);
            }
            return 0;
        }
    }

    /** Puts the brackets around an address of IPv6. */
    private static URI address(String host, int port) {
        try {
            return new URI("http", null, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Journals journals(WorkerConfig config, Metrics metrics, Clock clock) {
        return config.journal().enabled()
                ? new Journal(Settings.journal(config), new JournalMetrics(metrics), clock)
                : Journals.off(config.id(), clock);
    }

    private static Optional<String> capsProblem(Spending spending) {
        return spending instanceof Leases leases ? leases.problem() : Optional.empty();
    }

    /** What jobs are planned by when no call is made: the adapters only tell what they can take. */
    private static Estimator.Rules estimating(WorkerConfig config) {
        Clock clock = Clock.systemUTC();
        try (var http = HttpExchange.withDefaultTrust(clock)) {
            Map<String, Target> targets = config.providers().values().stream()
                    .collect(toMap(
                            ProviderConfig::name,
                            provider -> target(provider, adapter(provider.settings(), http, clock))));
            JobRules rules = Settings.jobRules(config);
            return new Estimator.Rules(
                    planners(config),
                    targets,
                    Settings.routesBegin(config),
                    rules.providers(),
                    rules.prices(),
                    config.caps(),
                    rules.maxBytes(),
                    rules.maxCalls());
        }
    }

    private static Target target(ProviderConfig config, Provider adapter) {
        return new Target(adapter.promptLimit(), adapter.model(), Settings.limits(config));
    }

    private static Planners planners(WorkerConfig config) {
        return Planners.of(
                config.tasks().keySet().stream()
                        .collect(toMap(Function.identity(), task -> Settings.taskDefaults(config, task))),
                config.providers().values().stream().collect(toMap(ProviderConfig::name, ProviderConfig::prompts)));
    }

    /**
     * The calling thread becomes the engine thread. The first SIGTERM or SIGINT stops it after what is in flight; a
     * second one stops it now.
     */
    private static void runUntilTold(Engine engine, WorkerConfig config) {
        var left = new CountDownLatch(1);
        var told = new AtomicBoolean();
        Signals.onEach(() -> {
            if (told.getAndSet(true)) {
                log.warn("told to stop a second time: leaving what is in flight to other workers");
                engine.abort();
            } else {
                engine.stop();
            }
            mustLeave(left, engine, config);
        });
        try {
            engine.run();
        } finally {
            left.countDown();
        }
    }

    /** Ends the process in any case: an engine that cannot leave is of no use to anybody. */
    private static void mustLeave(CountDownLatch left, Engine engine, WorkerConfig config) {
        Duration patience = config.engine().drain().plus(Settings.LEAVE);
        try {
            if (!left.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atError()
                        .addKeyValue("inFlight", engine.status().inFlight())
                        .log("the engine does not leave");
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Caller> callers(
            WorkerConfig config, HttpExchange http, FleetReader fleet, Spending spending, Clock clock) {
        return config.providers().values().stream().collect(toMap(ProviderConfig::name, provider -> {
            FleetShare share = fleet.share(Settings.allocator(config, provider), Settings.inputs(config, provider));
            return new Caller(
                    adapter(provider.settings(), http, clock),
                    new Quota(Settings.limits(provider), share, clock.instant()),
                    Settings.retryRules(provider),
                    Settings.weights(config),
                    spending,
                    clock);
        }));
    }

    private static Provider adapter(ProviderSettings settings, HttpExchange http, Clock clock) {
        return switch (settings) {
            case ProviderSettings.Juhe(var juhe) -> new Juhe(juhe, http);
            case ProviderSettings.JumData(var jumdata) -> new JumData(jumdata, http, clock);
            case ProviderSettings.OpenAiChat(var chat) -> new OpenAiChat(chat, http);
            case ProviderSettings.OpenAiCompletions(var completions) -> new OpenAiCompletions(completions, http);
        };
    }
}
