package io.textmill.worker.config;

import io.textmill.worker.provider.openai.OpenAiChatSettings;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** Finds providers that are one account under two names. */
final class Accounts {
    private Accounts() {}

    /** What a service knows its caller by. */
    private record Account(Class<?> kind, URI baseUrl, List<String> credential, String model) {
        /** Shows no credential. */
        @Override
        public String toString() {
            return kind.getSimpleName() + " " + baseUrl;
        }
    }

    static void check(Collection<ProviderConfig> providers, Section section) {
        var names = new HashMap<Account, String>();
        for (ProviderConfig provider : providers) {
            String other = names.putIfAbsent(account(provider.settings()), provider.name());
            if (other != null) {
                section.warning(
                        provider.name(),
                        "has the kind, baseUrl, credential and model of " + other
                                + ": each of the two gets its full limits");
            }
        }
    }

    private static Account account(ProviderSettings provider) {
        return switch (provider) {
            case ProviderSettings.Juhe juhe ->
                account(provider, List.of(juhe.settings().key().reveal()), "");
            case ProviderSettings.JumData jumData ->
                account(
                        provider,
                        List.of(
                                jumData.settings().appId(),
                                jumData.settings().appSecret().reveal()),
                        "");
            case ProviderSettings.OpenAiChat chat -> {
                OpenAiChatSettings.Azure azure = chat.settings().azure();
                yield account(
                        provider,
                        List.of(chat.settings().key().reveal()),
                        azure == null ? chat.settings().model() : azure.deployment());
            }
            case ProviderSettings.OpenAiCompletions completions ->
                account(
                        provider,
                        List.of(completions.settings().key().reveal()),
                        completions.settings().model());
        };
    }

    private static Account account(ProviderSettings provider, List<String> credential, String model) {
        return new Account(provider.getClass(), provider.connection().baseUrl(), credential, model);
    }
}
