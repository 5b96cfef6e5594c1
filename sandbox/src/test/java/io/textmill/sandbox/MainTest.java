package io.textmill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The process as others start it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MainTest {

    @TempDir
    Path dir;

    @Test
    void isReadyWithTopicsAndProvidersAndEndsWhenItsInputDoes() throws Exception {
        var process = start(
                "--dir",
                dir.resolve("kafka").toString(),
                "--topic-prefix",
                "t",
                "--partitions",
                "2",
                "--lane",
                "sentiment.acme");
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var ready = JsonMapper.shared().readTree(out.readLine());

            try (var admin = Admin.create(
                    Map.of("bootstrap.servers", ready.path("bootstrapServers").stringValue()))) {
                assertThat(admin.listTopics().names().get())
                        .contains("t.sentiment.jobs.acme")
                        .containsAll(new Topics("t").all());
            }
            assertThat(ready.path("providers").propertyNames())
                    .containsExactly("juhe", "jumdata", "openai-chat", "openai-completions");
            for (var provider : ready.path("providers")) {
                assertThat(get(provider.path("baseUrl").stringValue() + "/ledger"))
                        .isEqualTo(200);
            }
            assertThat(ready.path("providers").path("jumdata").propertyNames())
                    .containsExactly("baseUrl", "appId", "appSecret");
            assertThat(ready.path("providers").path("openai-chat").propertyNames())
                    .containsExactly("baseUrl", "key", "model");

            process.getOutputStream().close();

            assertThat(out.readLine()).isNull();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void stopsOnSigtermAndLeavesNoTemporaryFiles() throws Exception {
        var process = start("--partitions", "1", "--latency", "lognormal:20ms,0.4", "--messiness", "0.2", "--gullible");
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).startsWith("{\"bootstrapServers\":");

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            try (var left = Files.list(dir)) {
                assertThat(left).isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int get(String uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
