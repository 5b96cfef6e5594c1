package io.textmill.worker.provider;

import io.textmill.worker.provider.juhe.JuheSettings;
import io.textmill.worker.provider.jumdata.JumDataSettings;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.provider.openai.OpenAiCompletionsSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What the tests of the adapters share: settings, prompts and a clock. */
public final class Calls {
    public static final String KEY = "sk-a-key-that-must-never-be-seen";
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** 10:00 in Shanghai. */
    public static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Calls() {}

    public static Connection connection(URI baseUrl, Duration timeout) {
        return new Connection(baseUrl, timeout, Connection.DEFAULT_MAX_REPLY_BYTES, null);
    }

    public static Prompt prompt(String user) {
        return prompt(null, user);
    }

    public static Prompt prompt(@Nullable String system, String user) {
        return new Prompt(system, user, 300, false, null, "test@1");
    }

    public static JuheSettings juhe(URI baseUrl, JuheSettings.Method method) {
        return juhe(baseUrl, method, SHANGHAI);
    }

    public static JuheSettings juhe(URI baseUrl, JuheSettings.Method method, ZoneId zone) {
        return new JuheSettings(
                "juhe", connection(baseUrl, LONG), new Secret(KEY), method, zone, JuheSettings.Charging.UNKNOWN);
    }

    public static JumDataSettings jumData(URI baseUrl) {
        return new JumDataSettings("jumdata", connection(baseUrl, LONG), "xyzxy2121zxyz", new Secret(KEY), 12);
    }

    public static OpenAiChatSettings chat(URI baseUrl) {
        return chat(baseUrl, OpenAiChatSettings.StructuredOutput.JSON_SCHEMA);
    }

    public static OpenAiChatSettings chat(URI baseUrl, OpenAiChatSettings.StructuredOutput structuredOutput) {
        return new OpenAiChatSettings(
                "chat",
                connection(baseUrl, LONG),
                new Secret(KEY),
                "gpt-test",
                null,
                0.6,
                800,
                OpenAiChatSettings.OutputLimit.MAX_TOKENS,
                structuredOutput,
                100_000);
    }

    public static OpenAiChatSettings azure(URI baseUrl) {
        return new OpenAiChatSettings(
                "azure",
                connection(baseUrl, LONG),
                new Secret(KEY),
                "gpt-test",
                new OpenAiChatSettings.Azure("our deployment", "2024-10-21"),
                0.6,
                800,
                OpenAiChatSettings.OutputLimit.MAX_COMPLETION_TOKENS,
                OpenAiChatSettings.StructuredOutput.JSON_SCHEMA,
                100_000);
    }

    public static OpenAiCompletionsSettings completions(URI baseUrl, OpenAiCompletionsSettings.Path path) {
        return new OpenAiCompletionsSettings(
                "completions", connection(baseUrl, LONG), new Secret(KEY), "davinci", path, 0.2, 500, 100_000);
    }
}
