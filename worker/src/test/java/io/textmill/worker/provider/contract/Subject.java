package io.textmill.worker.provider.contract;

import io.textmill.sandbox.provider.Credentials;
import io.textmill.sandbox.provider.OpenAiSettings;
import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.SimulatorSettings;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Secret;
import io.textmill.worker.provider.juhe.Juhe;
import io.textmill.worker.provider.juhe.JuheSettings;
import io.textmill.worker.provider.jumdata.JumData;
import io.textmill.worker.provider.jumdata.JumDataSettings;
import io.textmill.worker.provider.openai.OpenAiChat;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.provider.openai.OpenAiCompletions;
import io.textmill.worker.provider.openai.OpenAiCompletionsSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An adapter in one of its settings: what the contract holds for. A new adapter, or a new way to call, is a line here. */
enum Subject {
    JUHE_GET(ProviderKind.JUHE),
    JUHE_POST(ProviderKind.JUHE),
    JUMDATA(ProviderKind.JUMDATA),
    CHAT(ProviderKind.OPENAI_CHAT),
    AZURE(ProviderKind.OPENAI_CHAT),
    COMPLETIONS(ProviderKind.OPENAI_COMPLETIONS),
    ENGINES(ProviderKind.OPENAI_COMPLETIONS);

    static final Credentials CREDENTIALS = new Credentials(Calls.KEY, "app-7", "app-secret-that-must-never-be-seen");
    static final Set<Subject> FORMS = Set.of(JUHE_GET, JUHE_POST, JUMDATA);
    static final Set<Subject> JUHE = Set.of(JUHE_GET, JUHE_POST);
    static final Set<Subject> OPENAI = Set.of(CHAT, AZURE, COMPLETIONS, ENGINES);
    static final Set<Subject> CHATS = Set.of(CHAT, AZURE);

    private static final OpenAiChatSettings.Azure DEPLOYMENT = new OpenAiChatSettings.Azure("our-chat", "2024-10-21");

    private static final JuheSettings.Charging CHARGING = JuheSettings.Charging.UNKNOWN;

    final ProviderKind kind;

    Subject(ProviderKind kind) {
        this.kind = kind;
    }

    /** The simulator's settings that go with {@link #adapter}. */
    SimulatorSettings simulator() {
        SimulatorSettings settings =
                SimulatorSettings.defaults().withCredentials(CREDENTIALS).withClock(Calls.CLOCK);
        return this == AZURE
                ? settings.withOpenAi(
                        OpenAiSettings.DEFAULT.withAzure(DEPLOYMENT.deployment(), DEPLOYMENT.apiVersion()))
                : settings;
    }

    /** The adapter, right for that simulator. */
    Provider adapter(Connection connection, HttpExchange http) {
        Secret key = new Secret(CREDENTIALS.key());
        return switch (this) {
            case JUHE_GET ->
                new Juhe(
                        new JuheSettings("p", connection, key, JuheSettings.Method.GET, Calls.SHANGHAI, CHARGING),
                        http);
            case JUHE_POST ->
                new Juhe(
                        new JuheSettings("p", connection, key, JuheSettings.Method.POST, Calls.SHANGHAI, CHARGING),
                        http);
            case JUMDATA ->
                new JumData(
                        new JumDataSettings(
                                "p", connection, CREDENTIALS.appId(), new Secret(CREDENTIALS.appSecret()), 0),
                        http,
                        Calls.CLOCK);
            case CHAT -> chat(connection, http, null);
            case AZURE -> chat(connection, http, DEPLOYMENT);
            case COMPLETIONS -> completions(connection, http, OpenAiCompletionsSettings.Path.COMPLETIONS);
            case ENGINES -> completions(connection, http, OpenAiCompletionsSettings.Path.ENGINES);
        };
    }

    private static Provider chat(Connection connection, HttpExchange http, OpenAiChatSettings.@Nullable Azure azure) {
        return new OpenAiChat(
                new OpenAiChatSettings(
                        "p",
                        connection,
                        new Secret(CREDENTIALS.key()),
                        "gpt-4o-mini",
                        azure,
                        0.6,
                        500,
                        OpenAiChatSettings.OutputLimit.MAX_TOKENS,
                        OpenAiChatSettings.StructuredOutput.JSON_SCHEMA,
                        10_000),
                http);
    }

    private static Provider completions(Connection connection, HttpExchange http, OpenAiCompletionsSettings.Path path) {
        return new OpenAiCompletions(
                new OpenAiCompletionsSettings(
                        "p",
                        connection,
                        new Secret(CREDENTIALS.key()),
                        "gpt-3.5-turbo-instruct",
                        path,
                        0.6,
                        500,
                        10_000),
                http);
    }
}
