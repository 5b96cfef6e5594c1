package io.textmill.worker.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The example that ships with the worker, and an environment for it. */
final class ExampleFile {
    static final Map<String, String> ENVIRONMENT = Map.of(
            "JUHE_KEY", "juhe-key-1",
            "JUMDATA_APP_ID", "app-2",
            "JUMDATA_APP_SECRET", "jumdata-secret-3",
            "OPENAI_KEY", "openai-key-4",
            "AZURE_KEY", "azure-key-5");

    private ExampleFile() {}

    static String text() throws IOException {
        try (var in = WorkerConfig.class.getResourceAsStream("/io/textmill/worker/textmill.example.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
