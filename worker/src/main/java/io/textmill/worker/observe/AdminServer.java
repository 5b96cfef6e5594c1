package io.textmill.worker.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.textmill.worker.config.AdminConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The admin port: {@code GET /health/live}, {@code /health/ready} and {@code /metrics}, and at {@code /} a list of them.
 * Each request has a virtual thread of its own, so a slow reader holds up nobody.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String INDEX = """
        Textmill worker
          /health/live   200 while the process works, else 503 and why
          /health/ready  200 while it takes jobs, else 503 and why
          /metrics       for Prometheus
        """;

    private record Page(int status, String type, String body) {}

    /** The body of a health page. */
    private record Health(String status, List<String> reasons, List<String> notes) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Supplier<Page>> pages;

    private AdminServer(HttpServer server, Map<String, Supplier<Page>> pages) {
        this.server = server;
        this.pages = pages;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("admin-", 0).factory());
    }

    /**
     * Listens on the configured address.
     *
     * @param metrics all metrics as Prometheus text
     * @throws IOException when it cannot listen there; the message names the address
     */
    public static AdminServer start(AdminConfig config, HealthSource health, Supplier<String> metrics)
            throws IOException {
        var admin = new AdminServer(
                listen(config),
                Map.of(
                        "/", () -> new Page(200, TEXT, INDEX),
                        "/health/live", () -> health(health.live(), List.of()),
                        "/health/ready", () -> health(health.ready(), health.notes()),
                        "/metrics", () -> new Page(200, PROMETHEUS, metrics.get())));
        admin.server.createContext("/", admin::handle);
        admin.server.setExecutor(admin.threads);
        admin.server.start();
        return admin;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening and cuts off the requests that are being answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listen(AdminConfig config) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "cannot listen on admin address " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = page(exchange);
            var body = page.body().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type());
            headers.set("Cache-Control", "no-store");
            if (page.status() == 405) {
                headers.set("Allow", "GET");
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(page.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Page page(HttpExchange exchange) {
        var page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return new Page(404, TEXT, "no such page\n");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return new Page(405, TEXT, "only GET is answered\n");
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .log("Admin page failed");
            return new Page(500, TEXT, "this page failed; the log says why\n");
        }
    }

    private static Page health(List<String> problems, List<String> notes) {
        var well = problems.isEmpty();
        var body = JSON.writeValueAsString(new Health(well ? "ok" : "failing", problems, notes));
        return new Page(well ? 200 : 503, "application/json", body + "\n");
    }
}
