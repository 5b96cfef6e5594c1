package io.textmill.worker.config;

import io.textmill.worker.provider.Connection;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.juhe.JuheSettings;
import io.textmill.worker.provider.jumdata.JumDataSettings;
import io.textmill.worker.provider.openai.OpenAiChatSettings;
import io.textmill.worker.provider.openai.OpenAiCompletionsSettings;

/** The settings of one kind of provider: which kind it is says which adapter to build. */
public sealed interface ProviderSettings {
    /** How to reach it. */
    Connection connection();

    /** How large a prompt may be. */
    PromptLimit promptLimit();

    /** {@code kind: juhe}. */
    record Juhe(JuheSettings settings) implements ProviderSettings {
        @Override
        public Connection connection() {
            return settings.connection();
        }

        @Override
        public PromptLimit promptLimit() {
            return settings.promptLimit();
        }
    }

    /** {@code kind: jumdata}. */
    record JumData(JumDataSettings settings) implements ProviderSettings {
        @Override
        public Connection connection() {
            return settings.connection();
        }

        @Override
        public PromptLimit promptLimit() {
            return settings.promptLimit();
        }
    }

    /** {@code kind: openai-chat}. */
    record OpenAiChat(OpenAiChatSettings settings) implements ProviderSettings {
        @Override
        public Connection connection() {
            return settings.connection();
        }

        @Override
        public PromptLimit promptLimit() {
            return settings.promptLimit();
        }
    }

    /** {@code kind: openai-completions}. */
    record OpenAiCompletions(OpenAiCompletionsSettings settings) implements ProviderSettings {
        @Override
        public Connection connection() {
            return settings.connection();
        }

        @Override
        public PromptLimit promptLimit() {
            return settings.promptLimit();
        }
    }
}
