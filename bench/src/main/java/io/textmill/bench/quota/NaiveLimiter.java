package io.textmill.bench.quota;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.textmill.bench.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What is usually put between one client and a provider: a token bucket of a minute's calls that is full at the start.
 * It stands before one worker as a proxy, holds its calls until there is a token, and knows nothing of other workers.
 */
final class NaiveLimiter implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final URI provider;
    private final double perSecond;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Calls that may go, as of {@link #counted}; below 0 those that wait. Written and read under this object's lock. */
    private double tokens;

    private long counted = System.nanoTime();

    private NaiveLimiter(URI provider, double perSecond, HttpServer server) {
        this.provider = provider;
        this.perSecond = perSecond;
        this.server = server;
        this.tokens = 60 * perSecond;
    }

    /** Stands before that provider and lets so many calls a second through, of any minute. */
    static NaiveLimiter start(URI provider, double perSecond) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var limiter = new NaiveLimiter(provider, perSecond, server);
            server.createContext("/", limiter::forward);
            server.setExecutor(limiter.threads);
            server.start();
            return limiter;
        } catch (IOException e) {
            throw new Failed("cannot start a proxy", e);
        }
    }

    /** Where the worker finds it. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }

    /** Takes a token that is there, or the next one to come. */
    private synchronized Duration take() {
        long now = System.nanoTime();
        tokens = Math.min(60 * perSecond, tokens + (now - counted) / 1e9 * perSecond) - 1;
        counted = now;
        return Duration.ofNanos(Math.round(Math.max(0, -tokens / perSecond * 1e9)));
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Thread.sleep(take());
            var request = HttpRequest.newBuilder(provider.resolve(exchange.getRequestURI()))
                    .timeout(TIMEOUT)
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            copy(exchange, request, "Content-Type");
            copy(exchange, request, "Authorization");
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":") && !name.equalsIgnoreCase("Content-Length")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(HttpExchange exchange, HttpRequest.Builder request, String header) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            request.header(header, value);
        }
    }
}
