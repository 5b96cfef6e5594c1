package io.textmill.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.worker.config.AdminConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private static final AdminConfig ANY_PORT = new AdminConfig("127.0.0.1", 0);

    private static final class FakeHealth implements HealthSource {
        private volatile boolean broken;
        private volatile List<String> live = List.of();
        private volatile List<String> ready = List.of();
        private volatile List<String> notes = List.of();

        @Override
        public List<String> live() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return live;
        }

        @Override
        public List<String> ready() {
            return ready;
        }

        @Override
        public List<String> notes() {
            return notes;
        }
    }

    private final FakeHealth health = new FakeHealth();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = AdminServer.start(ANY_PORT, health, () -> "jobs_total 1\n");
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void saysOkWithoutProblems(String path) throws Exception {
        var answer = send("GET", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\",\"reasons\":[],\"notes\":[]}\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void saysWhyItIsNotReadyWhileItIsLive() throws Exception {
        health.ready = List.of("draining", "provider juhe: bad \"key\"");

        var answer = send("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"failing\",\"reasons\":[\"draining\",\"provider juhe: bad"
                        + " \\\"key\\\"\"],\"notes\":[]}\n");
        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhyItIsNotLive() throws Exception {
        health.live = List.of("the engine has not polled for 300s");

        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(503);
    }

    @Test
    void publishesTheMetrics() throws Exception {
        var answer = send("GET", "/metrics?name=ignored");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("jobs_total 1\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void isReadyThoughThereIsSomethingToTell() throws Exception {
        health.notes = List.of("provider juhe is parked");

        var answer = send("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"ok\",\"reasons\":[],\"notes\":[\"provider juhe is parked\"]}\n");
    }

    @Test
    void listsItsPages() throws Exception {
        assertThat(send("GET", "/").body()).contains("/health/live", "/health/ready", "/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live/", "/metrics/x", "/favicon.ico", "/%2e%2e/etc/passwd"})
    void hasNoOtherPage(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void answersOnlyGet(String method) throws Exception {
        var answer = send(method, "/metrics");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void survivesAPageThatFails() throws Exception {
        health.broken = true;

        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void namesTheAddressThatIsTaken() {
        var taken = new AdminConfig("127.0.0.1", server.port());

        assertThatThrownBy(() -> AdminServer.start(taken, health, () -> ""))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on admin address 127.0.0.1:" + server.port() + ": ");
    }

    @Test
    void takesAnyFreePortForZero() {
        assertThat(server.port()).isPositive();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
