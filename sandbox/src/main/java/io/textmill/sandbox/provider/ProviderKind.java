package io.textmill.sandbox.provider;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Which of the four providers. */
public enum ProviderKind {
    JUHE(ZoneId.of("Asia/Shanghai"), ""),
    JUMDATA(ZoneId.of("Asia/Shanghai"), ""),
    OPENAI_CHAT(ZoneOffset.UTC, "gpt-4o-mini"),
    OPENAI_COMPLETIONS(ZoneOffset.UTC, "gpt-3.5-turbo-instruct");

    private final ZoneId zone;
    private final String model;

    ProviderKind(ZoneId zone, String model) {
        this.zone = zone;
        this.model = model;
    }

    /** The name on the wire: {@code juhe}, {@code jumdata}, {@code openai-chat} or {@code openai-completions}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The model to ask for by default; empty where the provider has only one and no name for it. */
    public String model() {
        return model;
    }

    /** Where the provider's day begins. */
    ZoneId zone() {
        return zone;
    }
}
