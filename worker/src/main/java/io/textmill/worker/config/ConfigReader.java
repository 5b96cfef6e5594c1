package io.textmill.worker.config;

import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.spend.Cap;
import io.textmill.worker.task.Prompts;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Reads the whole file: the declaration of every key that is not a provider's. */
final class ConfigReader {
    private static final Type<String> WORKER_ID = Types.text(
            "1 to 64 letters, digits, dots, dashes or underscores", Pattern.compile("[A-Za-z0-9._-]{1,64}"), "worker");
    private static final Type<String> GROUP =
            Types.text("1 to 200 characters without control characters", Pattern.compile("\\P{Cntrl}{1,200}"), "group");
    private static final Type<BigDecimal> INPUT_WEIGHT = Types.number("0.01", "1000");
    private static final Type<String> TOPIC_PREFIX = Types.text(
            "1 to 200 letters, digits, dots, dashes or underscores", Pattern.compile("[A-Za-z0-9._-]{1,200}"), "nlp");
    private static final Type<EngineSettings.Protocol> PROTOCOL =
            Types.oneOf("choice", List.of(EngineSettings.Protocol.values()), ConfigReader::lowerCase);
    private static final Type<EngineSettings.Checks> CHECKS =
            Types.oneOf("choice", List.of(EngineSettings.Checks.values()), ConfigReader::lowerCase);
    private static final Type<RouteConfig.Unanswerable> UNANSWERABLE =
            Types.oneOf("choice", List.of(RouteConfig.Unanswerable.values()), ConfigReader::lowerCase);
    private static final Type<LogConfig.Format> LOG_FORMAT =
            Types.oneOf("choice", List.of(LogConfig.Format.values()), ConfigReader::lowerCase);
    private static final Type<Level> LOG_LEVEL = Types.oneOf(
            "choice", List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR), ConfigReader::lowerCase);

    private final Binding binding;

    private ConfigReader(Binding binding) {
        this.binding = binding;
    }

    static WorkerConfig read(YamlNode.Mapping file, Binding binding) {
        return new ConfigReader(binding).worker(Section.root(file, binding));
    }

    private WorkerConfig worker(Section root) {
        var id = root.section("worker")
                .optional(
                        "id",
                        WORKER_ID,
                        hostAndSuffix(),
                        "host name and a random suffix",
                        "The worker's name in results, logs and transactional ids. Two running workers must not share"
                                + " one.");
        var kafka = kafka(root.section("kafka"));
        var tasks = tasks(root.section("tasks"));
        var jobsSection = root.section("jobs");
        var jobs = jobs(jobsSection);
        var prompts = PromptsReader.read(
                jobsSection,
                Prompts.BUNDLED,
                "A directory with prompt files for all providers, in the place of those that come with the program. A"
                        + " provider's own come first.");
        var engine = engine(root.section("engine"));
        var journal = journal(root.section("journal"));
        var admin = admin(root.section("admin"));
        var log = log(root.section("log"));
        var tenants = tenants(root.section("tenants"));
        var routes = routes(root.section("routes"));
        var providers = providers(root.section("providers"), prompts);
        var caps = caps(root.section("caps"), providers);
        root.reportUnknownKeys();
        if (!binding.literalSecrets.isEmpty()) {
            binding.problems.warning(
                    String.join(", ", binding.literalSecrets),
                    "credentials stand in the file as plain text; ${NAME} takes them from the environment");
        }
        return new WorkerConfig(
                id,
                kafka,
                tasks,
                jobs,
                engine,
                journal,
                admin,
                log,
                tenants,
                routes,
                providers,
                caps,
                Collections.unmodifiableMap(binding.effective),
                binding.problems.warnings());
    }

    private static KafkaConfig kafka(Section section) {
        var servers = section.required("bootstrapServers", Types.ADDRESSES, "Brokers to begin with.");
        var group =
                section.optional("group", GROUP, "textmill", "The consumer group of all workers that share the jobs.");
        var protocol = section.optional(
                "protocol",
                PROTOCOL,
                EngineSettings.Protocol.CONSUMER,
                "How the group shares its partitions. `consumer` needs brokers of 4.0 or later, `classic` is for older"
                        + " ones.");
        var topics = new Topics(
                section.optional("topicPrefix", TOPIC_PREFIX, "nlp", "What the names of all topics begin with."));
        var checks = section.optional(
                "checks",
                CHECKS,
                EngineSettings.Checks.WARN,
                "What a worker does at its start about topics and brokers that put a guarantee at risk, such as too few"
                        + " replicas: say so, or not start. What cannot work at all is always refused.");
        return new KafkaConfig(servers, group, protocol, topics, checks, KafkaProperties.read(section, protocol));
    }

    private static Map<Task, TaskConfig> tasks(Section section) {
        var tasks = new EnumMap<Task, TaskConfig>(Task.class);
        for (var task : Task.values()) {
            var one = section.maybeSection(task.wireName());
            if (one != null) {
                tasks.put(task, task(task, one));
            }
        }
        if (tasks.isEmpty()) {
            section.error("is missing, must be at least one of " + String.join(", ", Task.wireNames()));
        }
        return Collections.unmodifiableMap(tasks);
    }

    private static TaskConfig task(Task task, Section section) {
        return new TaskConfig(
                section.required("provider", Types.TEXT, "The provider or route of a job that names none."),
                section.optional(
                                "callsPerJob",
                                Types.number("0.01", "10000"),
                                BigDecimal.ONE,
                                "How many calls a job takes on average, as far as known before the first: workers learn"
                                        + " it. Limits are divided by the calls that wait.")
                        .doubleValue(),
                task == Task.SUMMARIZE
                        ? section.optional(
                                "maxCharacters",
                                Types.integer(10, 100_000),
                                300,
                                "The longest summary when a job does not say, in UTF-16 units.")
                        : null,
                task == Task.SENTIMENT ? pack(section.maybeSection("pack")) : null,
                section.optional(
                                "weight",
                                INPUT_WEIGHT,
                                BigDecimal.ONE,
                                "How often a job of the task's own topic is begun beside those of other tasks and lanes"
                                        + " while several wait.")
                        .doubleValue(),
                lanes(section.section("lanes")));
    }

    private static @Nullable PackConfig pack(@Nullable Section section) {
        return section == null
                ? null
                : new PackConfig(
                        section.required(
                                "max",
                                Types.integer(2, 64),
                                "The most short texts that are asked about in one call, of jobs of the same tenant"
                                    + " with the same options. It is packed only where `pack` of the provider says so"
                                    + " too, and never more than its prompt and an answer of 2,048 tokens take."
                                    + " Without this section each job makes its own calls."),
                        section.optional(
                                "wait",
                                Types.duration(Duration.ofMillis(1), Duration.ofSeconds(10)),
                                Duration.ofMillis(200),
                                "How long a text waits for others, while the call is not full."));
    }

    private static Map<String, LaneConfig> lanes(Section section) {
        var lanes = new LinkedHashMap<String, LaneConfig>();
        section.named("<lane>").forEach((name, one) -> {
            if (!Topics.LANE.matcher(name).matches()) {
                one.error("cannot be a lane's name, must be 1 to 64 letters, digits and dashes");
                one.giveUp();
                return;
            }
            lanes.put(name, lane(one));
        });
        return Collections.unmodifiableMap(lanes);
    }

    private static LaneConfig lane(Section section) {
        return new LaneConfig(
                section.optional(
                                "weight",
                                INPUT_WEIGHT,
                                BigDecimal.ONE,
                                "How often a job of the topic `<prefix>.<task>.jobs.<lane>` is begun beside those of"
                                    + " other topics while several wait. Create that topic with as many partitions as"
                                    + " the task's own.")
                        .doubleValue(),
                section.maybe(
                        "tenant",
                        Types.TEXT,
                        "Whose jobs the lane takes: one that names no tenant is taken as this one's, one that names"
                                + " another fails with `invalid_field`. Without it, anybody's."));
    }

    private static JobsConfig jobs(Section section) {
        return new JobsConfig(
                section.optional(
                        "maxBytes",
                        Types.integer(1_000, 8_000_000),
                        1_000_000,
                        "The largest value of a job record, in bytes. Keep it below the topics' `max.message.bytes`."),
                section.optional(
                        "maxCalls",
                        Types.integer(1, 100_000),
                        200,
                        "The most provider calls one job may need. One that needs more is refused before the first."),
                section.optional(
                        "maxAge",
                        Types.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
                        Duration.ofDays(1),
                        "The deadline of a job that names none, counted from its record's timestamp. Keep it below the"
                                + " topics' retention."));
    }

    private static EngineConfig engine(Section section) {
        return new EngineConfig(
                section.optional(
                        "maxInFlight", Types.integer(1, 100_000), 2_000, "The most jobs that run at once in a worker."),
                section.optional(
                        "commitGap",
                        Types.duration(Duration.ofMillis(1), Duration.ofMinutes(1)),
                        Duration.ofMillis(25),
                        "The least time between two transactions. Must be below the transaction timeout of 15s."),
                section.optional(
                        "drain",
                        Types.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        Duration.ofSeconds(130),
                        "How long calls in flight may take when the worker stops or loses a partition. Must be above"
                                + " every provider's timeout, and at most 150s, half of the poll interval."));
    }

    private static JournalConfig journal(Section section) {
        return new JournalConfig(
                section.optional(
                        "enabled",
                        Types.BOOLEAN,
                        true,
                        "Whether calls and answers are kept in `<prefix>.<task>.journal` until their job is done, so"
                                + " that a crash does not pay for answers again."),
                section.optional(
                        "patience",
                        Types.duration(Duration.ofMillis(10), Duration.ofSeconds(30)),
                        Duration.ofMillis(200),
                        "How long a call waits at most until it is noted. After that it goes out all the same, and a"
                                + " crash may pay for it again. It has its turn already: what waits longer would go out"
                                + " together with others, faster than the provider allows."));
    }

    private static AdminConfig admin(Section section) {
        return new AdminConfig(
                section.optional("host", Types.HOST_NAME, "0.0.0.0", "The address to listen on."),
                section.optional(
                        "port",
                        Types.integer(0, 65_535),
                        9464,
                        "The port of `/health/live`, `/health/ready` and `/metrics`. 0 takes any free one and logs"
                                + " it."));
    }

    private static LogConfig log(Section section) {
        return new LogConfig(
                section.optional(
                        "format", LOG_FORMAT, LogConfig.Format.TEXT, "`key=value` or JSON; one line each, on stderr."),
                section.optional("level", LOG_LEVEL, Level.INFO, "The least level that is written."));
    }

    private static Map<String, RouteConfig> routes(Section section) {
        var routes = new LinkedHashMap<String, RouteConfig>();
        section.named("<name>").forEach((name, one) -> routes.put(name, route(one)));
        return Collections.unmodifiableMap(routes);
    }

    private static RouteConfig route(Section section) {
        var unanswerable = section.optional(
                "unanswerable",
                UNANSWERABLE,
                RouteConfig.Unanswerable.FAIL,
                "What to do with a text that a provider refuses or finds nothing for: the job fails, or the next"
                        + " provider is asked as well.");
        var legs = new LinkedHashMap<String, RouteConfig.Leg>();
        var providers = section.section("providers");
        providers.named("<provider>").forEach((name, one) -> legs.put(name, leg(one)));
        if (legs.isEmpty()) {
            providers.error("is missing, must be at least one provider");
        }
        return new RouteConfig(Collections.unmodifiableMap(legs), unanswerable);
    }

    private static RouteConfig.Leg leg(Section section) {
        return new RouteConfig.Leg(
                section.optional(
                        "order",
                        Types.integer(1, 100),
                        1,
                        "Providers of a higher order are called while none of a lower one takes calls."),
                section.optional(
                                "weight",
                                Types.number("0.001", "1000"),
                                BigDecimal.ONE,
                                "How often it is chosen beside those of the same order.")
                        .doubleValue());
    }

    private static Map<String, TenantConfig> tenants(Section section) {
        var tenants = new LinkedHashMap<String, TenantConfig>();
        section.named("<tenant>").forEach((name, one) -> tenants.put(name, tenant(one)));
        return Collections.unmodifiableMap(tenants);
    }

    private static TenantConfig tenant(Section section) {
        var weight = section.optional(
                "weight",
                Types.number("0.01", "1000"),
                BigDecimal.ONE,
                "How often its calls get their turn beside other tenants'. Once any tenant is configured, a job of"
                        + " another one fails with `unknown_tenant`; a job may still name none.");
        var providers = section.maybe(
                "providers",
                Types.TEXT,
                "The providers and routes that its jobs may name, with commas between them. Without it, all.");
        return new TenantConfig(
                weight.doubleValue(),
                providers == null
                        ? Set.of()
                        : Stream.of(providers.split(",", -1))
                                .map(String::strip)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Map<String, ProviderConfig> providers(Section section, Prompts prompts) {
        var providers = new LinkedHashMap<String, ProviderConfig>();
        section.named("<name>").forEach((name, one) -> {
            var provider = new ProviderReader(name, one, prompts).read();
            if (provider != null) {
                providers.put(name, provider);
            }
        });
        if (section.isEmpty()) {
            section.error("is missing, must be at least one provider");
        }
        Accounts.check(providers.values(), section);
        return Collections.unmodifiableMap(providers);
    }

    /** Those of their own section, and those that providers have for a day. */
    private static List<Cap> caps(Section section, Map<String, ProviderConfig> providers) {
        return Stream.concat(
                        section.named("<name>").entrySet().stream()
                                .map(entry -> new CapReader(entry.getKey(), entry.getValue()).read()),
                        providers.values().stream().flatMap(provider -> provider.dailyCap().stream()))
                .toList();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Unique even where several workers run on one host, and still readable. */
    private static String hostAndSuffix() {
        var suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 6);
        return hostName() + "-" + suffix;
    }

    private static String hostName() {
        try {
            var name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return name.substring(0, Math.min(name.length(), 50));
        } catch (UnknownHostException _) {
            return "worker";
        }
    }
}
