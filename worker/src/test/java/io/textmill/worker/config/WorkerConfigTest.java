package io.textmill.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.Charged;
import io.textmill.contract.Task;
import io.textmill.worker.Golden;
import io.textmill.worker.engine.EngineSettings;
import io.textmill.worker.provider.juhe.JuheSettings;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.spend.Cap;
import io.textmill.worker.spend.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class WorkerConfigTest {
    private static final String MINIMAL = """
        kafka: {bootstrapServers: "127.0.0.1:9092"}
        tasks: {sentiment: {provider: j}}
        providers: {j: {kind: juhe, baseUrl: "https://gpt.juhe.cn", key: "${KEY}"}}
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "model: gpt-4, 8192",
        "model: qwen-plus,",
        "'model: qwen-plus, contextTokens: 30000', 30000",
        "'model: gpt-4, contextTokens: 30000', 30000",
        "'model: gpt-4, maxPromptCharacters: 9000',"
    })
    void takesTheContextOfAKnownModelUnlessTold(String keys, @Nullable Integer contextTokens) {
        var config = WorkerConfig.parse("textmill.yaml", """
            kafka: {bootstrapServers: "127.0.0.1:9092"}
            tasks: {sentiment: {provider: chat}}
            providers: {chat: {kind: openai-chat, key: "${KEY}", %s}}
            """.formatted(keys), Map.of("KEY", "k"));

        assertThat(provider(config, "chat").settings())
                .isInstanceOfSatisfying(
                        ProviderSettings.OpenAiChat.class,
                        chat -> assertThat(chat.settings().contextTokens()).isEqualTo(contextTokens));
    }

    @Test
    void readsTheShippedExample() throws IOException {
        var config = load(ExampleFile.text(), ExampleFile.ENVIRONMENT);

        assertThat(config.tasks().keySet()).containsExactly(Task.SUMMARIZE, Task.SENTIMENT, Task.EXTRACTION);
        assertThat(config.providers().keySet()).containsExactly("juhe", "jumdata", "openai", "azure", "legacy");
        assertThat(config.warnings())
                .containsExactly("providers.juhe.baseUrl: is plain http: texts and credentials can be read on the way");
        assertThat(provider(config, "openai").settings())
                .isInstanceOfSatisfying(ProviderSettings.OpenAiChat.class, chat -> {
                    assertThat(chat.settings().key().reveal()).isEqualTo("openai-key-4");
                    assertThat(chat.settings().azure()).isNull();
                });
        assertThat(provider(config, "azure").settings())
                .isInstanceOfSatisfying(ProviderSettings.OpenAiChat.class, chat -> {
                    assertThat(chat.settings().model()).isEqualTo("my-deployment");
                    assertThat(chat.settings().azure())
                            .isEqualTo(new OpenAiChatSettings.Azure("my-deployment", "2024-10-21"));
                });
    }

    @Test
    void givesDefaultsToWhatIsLeftOut() throws IOException {
        var config = load(MINIMAL, Map.of("KEY", "k"));

        assertThat(config.id()).matches("[A-Za-z0-9._-]+-[0-9a-f]{6}");
        assertThat(config.kafka().group()).isEqualTo("textmill");
        assertThat(config.kafka().protocol()).isEqualTo(EngineSettings.Protocol.CONSUMER);
        assertThat(config.kafka().checks()).isEqualTo(EngineSettings.Checks.WARN);
        assertThat(config.jobs()).isEqualTo(new JobsConfig(1_000_000, 200, Duration.ofDays(1)));
        assertThat(config.engine()).isEqualTo(new EngineConfig(2_000, Duration.ofMillis(25), Duration.ofSeconds(130)));
        assertThat(config.admin()).isEqualTo(new AdminConfig("0.0.0.0", 9464));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Format.TEXT, Level.INFO));
        assertThat(config.warnings()).isEmpty();
        var provider = provider(config, "j");
        assertThat(provider.limits())
                .isEqualTo(new LimitsConfig(
                        null, null, null, null, null, 200, 0.02, LimitsConfig.Allocator.BACKLOG, null));
        assertThat(provider.retry()).isEqualTo(new RetryConfig(5, 1, Duration.ofMillis(500), Duration.ofSeconds(20)));
        assertThat(provider.price()).isNull();
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        var config = load("""
            kafka:
              bootstrapServers: "a:1, [::1]:2"
              protocol: classic
              checks: refuse
              properties: {client.rack: 7, security.protocol: SSL, session.timeout.ms: 6000}
            tasks: {summarize: {provider: j, callsPerJob: 2.5, maxCharacters: 50}}
            log: {format: JSON, level: Debug}
            tenants: {acme: {weight: 2.5, providers: "j"}, other: {}}
            providers:
              j:
                kind: juhe
                baseUrl: "https://host:8443/prefix/"
                key: "${KEY}"
                method: POST
                zone: UTC
                charged: {274704: true, "10014": "false"}
                timeout: 2m
                proxy: "proxy.example:3128"
                limits: {perSecond: 0.5, perMinute: 120, tokensPerMinute: 9000, perDay: 700, zone: Asia/Tokyo,
                  inFlight: "${IN_FLIGHT}", inFlightPerWorker: 2, headroom: 0, allocator: static, workers: 4}
                price: {perCall: 0.020, currency: CNY}
            """, Map.of("KEY", "k", "IN_FLIGHT", "3"));

        assertThat(config.kafka().bootstrapServers()).isEqualTo("a:1,[::1]:2");
        assertThat(config.kafka().protocol()).isEqualTo(EngineSettings.Protocol.CLASSIC);
        assertThat(config.kafka().checks()).isEqualTo(EngineSettings.Checks.REFUSE);
        assertThat(config.kafka().properties())
                .isEqualTo(Map.of("client.rack", "7", "security.protocol", "SSL", "session.timeout.ms", "6000"));
        assertThat(config.tasks().get(Task.SUMMARIZE)).isEqualTo(new TaskConfig("j", 2.5, 50, null, 1, Map.of()));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Format.JSON, Level.DEBUG));
        assertThat(config.tenants())
                .isEqualTo(Map.of("acme", new TenantConfig(2.5, Set.of("j")), "other", new TenantConfig(1, Set.of())));
        var provider = provider(config, "j");
        assertThat(provider.limits())
                .isEqualTo(new LimitsConfig(
                        0.5,
                        120.0,
                        9000.0,
                        new LimitsConfig.PerDay(700, ZoneId.of("Asia/Tokyo")),
                        3,
                        2,
                        0,
                        LimitsConfig.Allocator.STATIC,
                        4));
        assertThat(provider.price()).isEqualTo(Price.perCall(new BigDecimal("0.020"), Currency.getInstance("CNY")));
        assertThat(provider.settings()).isInstanceOfSatisfying(ProviderSettings.Juhe.class, juhe -> {
            var settings = juhe.settings();
            assertThat(settings.method()).isEqualTo(JuheSettings.Method.POST);
            assertThat(settings.zone()).isEqualTo(ZoneId.of("UTC"));
            assertThat(settings.charging()).isEqualTo(new JuheSettings.Charging(Charged.YES, Charged.NO));
            assertThat(settings.connection().baseUrl()).isEqualTo(URI.create("https://host:8443/prefix"));
            assertThat(settings.connection().timeout()).isEqualTo(Duration.ofMinutes(2));
            assertThat(settings.connection().proxy())
                    .isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
        });
    }

    @Test
    void readsLanesWithTheirWeightsAndTenants() throws IOException {
        var config = load(
                MINIMAL.replace(
                        "{provider: j}",
                        "{provider: j, weight: 0.5, lanes: {acme: {weight: 3, tenant: acme}, urgent: {}}}"),
                Map.of("KEY", "k"));

        var task = config.tasks().values().iterator().next();
        assertThat(task.weight()).isEqualTo(0.5);
        assertThat(task.lanes())
                .isEqualTo(Map.of("acme", new LaneConfig(3, "acme"), "urgent", new LaneConfig(1, null)));
    }

    @Test
    void takesValuesFromTheEnvironment() throws IOException {
        var config = load(
                MINIMAL.replace("127.0.0.1:9092", "${HOST}:${PORT:-9093}") + "worker: {id: \"${EMPTY:-w}\"}\n",
                Map.of("KEY", "k", "HOST", "broker", "EMPTY", ""));

        assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9093");
        assertThat(config.id()).isEqualTo("w");
    }

    @Test
    void takesAnEscapedPlaceholderAsItIs() throws IOException {
        var config = load(
                MINIMAL.replace("\"127.0.0.1:9092\"}", "\"h:1\", properties: {client.id: \"$${KEY}\"}}"),
                Map.of("KEY", "k"));

        assertThat(config.kafka().properties()).containsEntry("client.id", "${KEY}");
    }

    @Test
    void warnsOnceOfCredentialsInTheFile() throws IOException {
        var config = load("""
            kafka: {bootstrapServers: "h:1", properties: {sasl.jaas.config: "password=hunter2"}}
            tasks: {sentiment: {provider: j}}
            providers:
              j: {kind: juhe, baseUrl: "https://h", key: literal-key}
            """, Map.of());

        assertThat(config.warnings())
                .containsExactly("kafka.properties.sasl.jaas.config, providers.j.key: credentials stand in the file as"
                        + " plain text; ${NAME} takes them from the environment");
    }

    @Test
    void warnsOfOneAccountUnderTwoNamesAndShowsNoCredential() throws IOException {
        var config = load("""
            kafka: {bootstrapServers: "h:1"}
            tasks: {sentiment: {provider: a}}
            providers:
              a: {kind: openai-chat, baseUrl: "https://h", key: "${ONE}", model: m}
              b: {kind: openai-chat, baseUrl: "https://h/", key: "${TWO}", model: m}
              c: {kind: openai-chat, baseUrl: "https://h", key: "${OTHER}", model: m}
              d: {kind: openai-chat, baseUrl: "https://h", key: "${ONE}", model: n}
              e: {kind: openai-completions, baseUrl: "https://h", key: "${ONE}", model: m}
              f: {kind: openai-chat, baseUrl: "https://i", key: "${ONE}", model: m}
            """, Map.of("ONE", "hunter2", "TWO", "hunter2", "OTHER", "hunter3"));

        assertThat(config.warnings())
                .containsExactly("providers.b: has the kind, baseUrl, credential and model of a: each of the two gets"
                        + " its full limits");
    }

    @Test
    void makesCallsADayACapInTheZoneOfTheProvider() throws IOException {
        var config = load("""
            kafka: {bootstrapServers: "h:1"}
            tasks: {sentiment: {provider: j}}
            providers:
              j: {kind: juhe, baseUrl: "https://h", key: "${KEY}", limits: {perDay: 500}}
              d: {kind: jumdata, appId: a, appSecret: "${KEY}", limits: {perDay: 20}}
              k: {kind: juhe, baseUrl: "https://i", key: "${KEY}", limits: {perDay: 5, zone: Asia/Tokyo}}
            """, Map.of("KEY", "k"));

        assertThat(config.caps())
                .containsExactly(
                        perDay("j", 500, ZoneId.of("Asia/Shanghai")),
                        perDay("d", 20, ZoneId.of("UTC")),
                        perDay("k", 5, ZoneId.of("Asia/Tokyo")));
    }

    private static Cap perDay(String provider, int calls, ZoneId zone) {
        return new Cap(
                provider + ".perDay",
                provider,
                null,
                new Cap.Most.OfCalls(calls),
                Cap.Per.DAY,
                zone,
                Cap.WhenReached.WAIT);
    }

    @Test
    void describesWhatHoldsInTheOrderOfDeclaration() throws IOException {
        var config = load(
                ExampleFile.text().replace("security.protocol: PLAINTEXT", "sasl.jaas.config: \"${JUHE_KEY}\""),
                ExampleFile.ENVIRONMENT);

        Golden.check("worker/src/test/resources/io/textmill/worker/config/effective.txt", config.describe());
    }

    @Test
    void neverPrintsASecret() throws IOException {
        var config = load(
                ExampleFile.text().replace("security.protocol: PLAINTEXT", "sasl.jaas.config: \"${JUHE_KEY}\""),
                ExampleFile.ENVIRONMENT);

        assertThat(config.toString() + config.describe())
                .contains("********")
                .doesNotContain("juhe-key-1", "jumdata-secret-3", "openai-key-4", "azure-key-5");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> WorkerConfig.load(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("none.yaml has 1 error:\n  there is no such file");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        var file = Files.write(folder.resolve("latin.yaml"), "id: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> WorkerConfig.load(file, Map.of())).hasMessageEndingWith("the file is not UTF-8");
    }

    @Test
    void refusesAFileOfMoreThanOneMebibyte() throws IOException {
        var file = Files.write(folder.resolve("big.yaml"), new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> WorkerConfig.load(file, Map.of())).hasMessageEndingWith("more than 1 MiB");
    }

    private static ProviderConfig provider(WorkerConfig config, String name) {
        return Objects.requireNonNull(config.providers().get(name));
    }

    private WorkerConfig load(String yaml, Map<String, String> environment) throws IOException {
        return WorkerConfig.load(Files.writeString(folder.resolve("textmill.yaml"), yaml), environment);
    }
}
