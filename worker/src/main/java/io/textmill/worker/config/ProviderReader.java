package io.textmill.worker.config;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.juhe.JuheSettings;
import io.textmill.worker.provider.jumdata.JumDataSettings;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.provider.openai.OpenAiCompletionsSettings;
import io.textmill.worker.spend.Price;
import io.textmill.worker.task.Prompts;
import io.textmill.worker.text.TokenCount;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one provider: the declaration of all its keys. */
final class ProviderReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private static final Type<Kind> KIND = Types.oneOf("choice", List.of(Kind.values()), Kind::written);
    private static final Type<JuheSettings.Method> METHOD =
            Types.oneOf("choice", List.of(JuheSettings.Method.values()), Enum::name);
    private static final Type<Charged> CHARGED =
            Types.oneOf("choice", List.of(Charged.YES, Charged.NO, Charged.UNKNOWN), ProviderReader::charged);
    private static final Type<OpenAiCompletionsSettings.Path> PATH =
            Types.oneOf("choice", List.of(OpenAiCompletionsSettings.Path.values()), ProviderReader::lowerCase);
    private static final Type<LimitsConfig.Allocator> ALLOCATOR =
            Types.oneOf("choice", List.of(LimitsConfig.Allocator.values()), ProviderReader::lowerCase);
    private static final Type<OpenAiChatSettings.OutputLimit> OUTPUT_LIMIT =
            Types.oneOf("choice", List.of(OpenAiChatSettings.OutputLimit.values()), ProviderReader::lowerCase);
    private static final Type<OpenAiChatSettings.StructuredOutput> STRUCTURED_OUTPUT =
            Types.oneOf("choice", List.of(OpenAiChatSettings.StructuredOutput.values()), ProviderReader::lowerCase);
    private static final Type<BigDecimal> TEMPERATURE = Types.number("0", "2");

    private static final Type<BigDecimal> AMOUNT = Types.number("0", "1000000");

    private static final URI JUHE = URI.create("http://gpt.juhe.cn");
    private static final URI JUMDATA = URI.create("https://api.jumdata.com");
    private static final URI OPENAI = URI.create("https://api.openai.com");

    private static final String MAX_PROMPT = "maxPromptCharacters";
    private static final String CONTEXT = "contextTokens";

    private enum Kind {
        JUHE,
        JUMDATA,
        OPENAI_CHAT,
        OPENAI_COMPLETIONS;

        String written() {
            return lowerCase(this).replace('_', '-');
        }
    }

    private final String name;
    private final Section section;

    /** The prompts of all providers that have no others. */
    private final Prompts shared;

    ProviderReader(String name, Section section, Prompts shared) {
        this.name = name;
        this.section = section;
        this.shared = shared;
    }

    /** The provider, or null when its kind is unknown and so nothing else can be judged. */
    @Nullable
    ProviderConfig read() {
        if (!NAME.matcher(name).matches()) {
            section.error("is no name for a provider, must be 1 to 63 letters, digits, dashes or underscores");
        }
        var kind = section.required("kind", KIND, "Which service it is, and so which other keys there are.");
        if (!section.sound("kind")) {
            section.giveUp();
            return null;
        }
        section.becomes(kind.written());
        var settings = switch (kind) {
            case JUHE -> juhe();
            case JUMDATA -> jumData();
            case OPENAI_CHAT -> openAiChat();
            case OPENAI_COMPLETIONS -> openAiCompletions();
        };
        return new ProviderConfig(
                name,
                settings,
                prompts(settings.promptLimit()),
                section.optional(
                        "pack",
                        Types.BOOLEAN,
                        false,
                        "Whether short texts may be packed several to one call, for tasks whose `pack.max` says so. One"
                                + " text can then sway how its neighbours are judged: switch it on where each tenant's"
                                + " texts may meet each other."),
                limits(section.section("limits"), day(settings)),
                retry(section.section("retry")),
                price());
    }

    private Prompts prompts(PromptLimit limit) {
        Prompts read = PromptsReader.read(
                section,
                shared,
                "A directory with prompt files for this provider, in the place of the others. The names, sections and"
                        + " slots must be the same, the version behind the `@` is yours.");
        boolean isSound = section.sound(MAX_PROMPT) && section.sound(CONTEXT) && section.sound(PromptsReader.KEY);
        String problem = isSound ? read.tooLong(limit) : null;
        if (problem != null) {
            String size = limit.unit() == PromptLimit.Unit.TOKENS ? CONTEXT : MAX_PROMPT;
            section.error(read.equals(Prompts.BUNDLED) ? size : PromptsReader.KEY, problem);
        }
        return read;
    }

    private ProviderSettings juhe() {
        return new ProviderSettings.Juhe(new JuheSettings(
                name,
                connection(JUHE, Duration.ofMinutes(1)),
                section.required("key", Types.SECRET, "The request key."),
                section.optional(
                        "method",
                        METHOD,
                        JuheSettings.Method.GET,
                        "`GET` sends the form in the URL, as documented, so the key reaches the logs of proxies; `POST`"
                                + " sends it in the body."),
                section.optional(
                        "zone",
                        Types.ZONE,
                        ZoneId.of("Asia/Shanghai"),
                        "Where the provider's day ends, for its daily count."),
                charging(section.section("charged"))));
    }

    private static JuheSettings.Charging charging(Section charged) {
        return new JuheSettings.Charging(
                charged.optional(
                        "274704",
                        CHARGED,
                        Charged.UNKNOWN,
                        "Whether the provider charges for \"this content cannot be answered for now\": its page does"
                                + " not say, a bill does."),
                charged.optional(
                        "10014",
                        CHARGED,
                        Charged.UNKNOWN,
                        "Whether the provider charges for its internal errors. They are retried as failures that may"
                                + " have been charged whatever this says."));
    }

    private ProviderSettings jumData() {
        return new ProviderSettings.JumData(new JumDataSettings(
                name,
                connection(JUMDATA, Duration.ofMinutes(2)),
                section.required("appId", Types.TEXT, "The account's id."),
                section.required("appSecret", Types.SECRET, "What requests are signed with."),
                section.optional(
                        "marginBytes",
                        Types.integer(0, 256),
                        0,
                        "How far below the provider's limit of 512 bytes a prompt must stay.")));
    }

    private ProviderSettings openAiChat() {
        var azure = section.maybeSection("azure");
        var deployment = azure == null ? null : azure(azure);
        var connection = openAiConnection(deployment != null);
        var key = section.required("key", Types.SECRET, "The bearer token, or Azure's `api-key`.");
        var model = deployment == null
                ? section.required("model", Types.TEXT, "The model's name.")
                : section.optional("model", Types.TEXT, deployment.deployment(), "The model's name.");
        var size = promptSize(model, 100_000);
        return new ProviderSettings.OpenAiChat(new OpenAiChatSettings(
                name,
                connection,
                key,
                model,
                deployment,
                temperature(),
                maxOutputTokens(),
                section.optional(
                        "outputLimit",
                        OUTPUT_LIMIT,
                        OpenAiChatSettings.OutputLimit.MAX_TOKENS,
                        "Which parameter carries the output limit. A server that refuses it is asked once more with the"
                                + " other."),
                section.optional(
                        "structuredOutput",
                        STRUCTURED_OUTPUT,
                        OpenAiChatSettings.StructuredOutput.JSON_OBJECT,
                        "What the server understands as `response_format`. With `json_schema` it is sent a strict"
                            + " schema made from the job, which sentiments and extractions then cannot break. A server"
                            + " that refuses it is asked once more with `json_object`."),
                size.characters(),
                size.contextTokens()));
    }

    private static OpenAiChatSettings.Azure azure(Section azure) {
        return new OpenAiChatSettings.Azure(
                azure.required(
                        "deployment",
                        Types.TEXT,
                        "Azure's name of the model's deployment. With it `model` may be absent, and `baseUrl` may"
                                + " not."),
                azure.required("apiVersion", Types.TEXT, "Azure's `api-version`, such as `2024-10-21`."));
    }

    private ProviderSettings openAiCompletions() {
        var connection = openAiConnection(false);
        var key = section.required("key", Types.SECRET, "The bearer token.");
        var model = section.required("model", Types.TEXT, "The model's name, or the engine's.");
        var size = promptSize(model, 12_000);
        return new ProviderSettings.OpenAiCompletions(new OpenAiCompletionsSettings(
                name,
                connection,
                key,
                model,
                section.optional(
                        "path",
                        PATH,
                        OpenAiCompletionsSettings.Path.COMPLETIONS,
                        "`completions` is `/v1/completions`; `engines` is the older"
                                + " `/v1/engines/{model}/completions`."),
                temperature(),
                maxOutputTokens(),
                size.characters(),
                size.contextTokens()));
    }

    private Connection openAiConnection(boolean azure) {
        var connection = connection(OPENAI, Duration.ofMinutes(1));
        if (azure && connection.baseUrl().equals(OPENAI)) {
            section.error("baseUrl", "must be the address of the Azure resource when there is an azure section");
        }
        if (connection.baseUrl().getPath().endsWith("/v1")) {
            section.error("baseUrl", "ends in /v1, which is added by itself: leave it off");
        }
        return connection;
    }

    private Connection connection(URI defaultUrl, Duration defaultTimeout) {
        var connection = new Connection(
                section.optional(
                        "baseUrl", Types.URL, defaultUrl, "Where the provider is, without the API's own path."),
                section.optional(
                        "timeout",
                        Types.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
                        defaultTimeout,
                        "The most a whole call may take. Must be below `engine.drain`."),
                section.optional(
                        "maxReplyBytes",
                        Types.integer(1_024, 64 << 20),
                        Connection.DEFAULT_MAX_REPLY_BYTES,
                        "The largest reply that is read."),
                section.maybe("proxy", Types.ADDRESS, "An HTTP proxy. Without it the call goes out directly."));
        if ("http".equals(connection.baseUrl().getScheme()) && !isLoopback(connection.baseUrl())) {
            section.warning("baseUrl", "is plain http: texts and credentials can be read on the way");
        }
        return connection;
    }

    private static boolean isLoopback(URI url) {
        var host = url.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private double temperature() {
        return section.optional(
                        "temperature", TEMPERATURE, new BigDecimal("0.2"), "How freely the model words its answers.")
                .doubleValue();
    }

    private int maxOutputTokens() {
        return section.optional(
                "maxOutputTokens",
                Types.integer(16, 200_000),
                1_024,
                "The longest answer to ask for when the task does not know better.");
    }

    /**
     * How long prompts may be.
     *
     * @param contextTokens null where characters say it
     */
    private record PromptSize(int characters, @Nullable Integer contextTokens) {}

    /** As configured; else by the model's context, where it is known. */
    private PromptSize promptSize(String model, int defaultCharacters) {
        var characters = section.maybe(
                MAX_PROMPT,
                Types.integer(512, 10_000_000),
                "`" + defaultCharacters + "` without `contextTokens`",
                "The longest prompt, text and instruction together, in UTF-16 units. Longer texts are split.");
        var known = characters == null ? TokenCount.contextOf(model) : OptionalInt.empty();
        var tokens = contextTokens(known.isPresent() ? (Integer) known.getAsInt() : null);
        if (characters != null && tokens != null) {
            section.error(CONTEXT, "cannot stand beside maxPromptCharacters: leave one of them out");
        }
        return new PromptSize(characters == null ? defaultCharacters : characters, tokens);
    }

    private @Nullable Integer contextTokens(@Nullable Integer known) {
        var type = Types.integer(1_024, 10_000_000);
        var absence = "the model's, where it is known and `maxPromptCharacters` is absent";
        var doc =
                "How many tokens the model takes, prompt and answer together. Longer texts are split. For a model whose"
                        + " own way to count is not known, a quarter is added to what GPT-4 counts.";
        return known == null
                ? section.maybe(CONTEXT, type, absence, doc)
                : section.optional(CONTEXT, type, known, absence, doc);
    }

    /** Where the provider's own day begins, as far as known. */
    private static ZoneId day(ProviderSettings settings) {
        return settings instanceof ProviderSettings.Juhe juhe ? juhe.settings().zone() : ZoneId.of("UTC");
    }

    private static LimitsConfig limits(Section limits, ZoneId zone) {
        return new LimitsConfig(
                rate(limits, "perSecond", "10000", "The most calls a second of all workers together."),
                rate(limits, "perMinute", "600000", "The most calls a minute of all workers together."),
                rate(
                        limits,
                        "tokensPerMinute",
                        "1000000000",
                        "The most tokens a minute of all workers together, prompts and answers. A call reserves what"
                                + " it may take at most, and gives back what it did not."),
                perDay(limits, zone),
                limits.maybe("inFlight", Types.integer(1, 100_000), "The most calls at once of all workers together."),
                limits.optional(
                        "inFlightPerWorker", Types.integer(1, 10_000), 200, "The most calls at once of one worker."),
                limits.optional(
                                "headroom",
                                Types.number("0", "0.5"),
                                new BigDecimal("0.02"),
                                "The part of each rate that is left unused, for what clocks and networks differ by.")
                        .doubleValue(),
                limits.optional(
                        "allocator",
                        ALLOCATOR,
                        LimitsConfig.Allocator.BACKLOG,
                        "How workers divide the limits: by what waits in their partitions, by how many partitions they"
                                + " have, or evenly among `workers`. The first two follow when workers come and go."),
                limits.maybe(
                        "workers",
                        Types.integer(1, 10_000),
                        "How many workers there are, for the allocator `static`."));
    }

    private static LimitsConfig.@Nullable PerDay perDay(Section limits, ZoneId fallback) {
        var calls = limits.maybe(
                "perDay",
                Types.integer(1, 2_000_000_000),
                "The most calls a day of all workers together that are charged or may have been. It is kept as a cap of"
                        + " the name `<name>.perDay`; jobs wait for the next day.");
        var zone = limits.optional(
                "zone", Types.ZONE, fallback, "`UTC`; for `juhe` its `zone`", "Where the day of `perDay` begins.");
        return calls == null ? null : new LimitsConfig.PerDay(calls, zone);
    }

    private static @Nullable Double rate(Section limits, String key, String most, String doc) {
        var rate = limits.maybe(key, Types.number("0.001", most), doc);
        return rate == null ? null : (Double) rate.doubleValue();
    }

    private static RetryConfig retry(Section retry) {
        var wait = Types.duration(Duration.ofMillis(1), Duration.ofMinutes(10));
        return new RetryConfig(
                retry.optional(
                        "attempts", Types.integer(1, 20), 5, "The most attempts of a call in all, the first included."),
                retry.optional(
                        "uncertain",
                        Types.integer(0, 20),
                        1,
                        "How often a call is tried again after a failure that may have been charged."),
                retry.optional(
                        "backoff",
                        wait,
                        Duration.ofMillis(500),
                        "The wait before the second attempt; it doubles from one to the next, with jitter."),
                retry.optional(
                        "maxBackoff",
                        wait,
                        Duration.ofSeconds(20),
                        "The longest wait that is not the provider's own demand."));
    }

    private @Nullable Price price() {
        var price = section.maybeSection("price");
        if (price == null) {
            return null;
        }
        return new Price(
                price.optional("perCall", AMOUNT, BigDecimal.ZERO, "What one charged call costs."),
                price.optional(
                        "perMillionPromptTokens",
                        AMOUNT,
                        BigDecimal.ZERO,
                        "What a million tokens of prompts cost, beside `perCall`."),
                price.optional(
                        "perMillionCompletionTokens",
                        AMOUNT,
                        BigDecimal.ZERO,
                        "What a million tokens of answers cost, beside `perCall`."),
                price.required("currency", Types.CURRENCY, "The currency of that. Without a price no costs are told."),
                price.optional(
                        "countsUnknown",
                        Types.BOOLEAN,
                        true,
                        "Whether calls cost something of which nobody can say if they were charged. `false` when bills"
                                + " have shown that they are not."));
    }

    /** As results and call records write it. */
    private static String charged(Charged charged) {
        return switch (charged) {
            case YES -> "true";
            case NO -> "false";
            case UNKNOWN -> "unknown";
        };
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
