package io.textmill.worker.provider;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests for all adapters, and says how far each got.
 *
 * <ul>
 *   <li>One call is one request on the wire: nothing is ever sent again by itself, and redirects are not followed.
 *   <li>From looking the name up to the last byte of the reply a call takes no longer than its deadline.
 *   <li>No more of a reply is read than allowed.
 *   <li>Connections are kept and used again. HTTP/1.1 only: with HTTP/2 all calls would share one connection, so that
 *       one reset would leave all of them uncertain, and the client would send refused streams again by itself.
 *   <li>Proxies come from the settings alone, never from system properties. Nothing is logged here about a call.
 * </ul>
 *
 * Safe for use by many threads; each blocks in {@link #send}.
 */
public final class HttpExchange implements AutoCloseable {
    /** A host that answers at all does so within a round trip or a few; calls may take minutes, connecting not. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private static final int WARM_UP_REQUESTS = 50;

    /** For all of them. */
    private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(2);

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

    private final SSLContext tls;
    private final Clock clock;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Optional<InetSocketAddress>, HttpClient> clients = new ConcurrentHashMap<>();

    /** Trusts what the JDK trusts by default. */
    public static HttpExchange withDefaultTrust(Clock clock) {
        try {
            return new HttpExchange(SSLContext.getDefault(), clock);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the default TLS context cannot be made", e);
        }
    }

    /** Trusts what that context trusts. */
    public HttpExchange(SSLContext tls, Clock clock) {
        this.tls = tls;
        this.clock = clock;
    }

    /** Warns, when an adapter is made, of an address where its key and its texts leave this machine in the clear. */
    public void announce(String provider, Connection connection) {
        URI uri = connection.baseUrl();
        if (!"https".equalsIgnoreCase(uri.getScheme())
                && !LOOPBACK.matcher(uri.getHost()).matches()) {
            LOG.warn("provider {} is reached without TLS: its key and all texts can be read on the way", provider);
        }
    }

    /**
     * Sends a few requests there and forgets what comes back. The first call of a provider would otherwise take tens of
     * milliseconds to load classes, and come too late for its moment.
     *
     * @param uri of this process: nothing is told to anybody
     */
    public void warmUp(URI uri) throws InterruptedException {
        var connection = new Connection(uri, WARM_UP_TIMEOUT, Connection.DEFAULT_MAX_REPLY_BYTES, null);
        var deadline = Deadline.in(WARM_UP_TIMEOUT);
        for (int i = 0; i < WARM_UP_REQUESTS; i++) {
            send(connection, new HttpCall("GET", uri, Map.of(), ""), deadline);
        }
    }

    /**
     * Sends a request and reads the reply.
     *
     * @throws InterruptedException when the thread is interrupted; the request is cut off, and may have arrived
     */
    public Wire send(Connection connection, HttpCall call, Deadline deadline) throws InterruptedException {
        OneShotBody body = new OneShotBody(call.body().getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), body);
        call.headers().forEach(request::header);
        Attempt attempt = new Attempt(body, connection.maxReplyBytes(), clock);
        CompletableFuture<HttpResponse<byte[]>> reply = client(connection).sendAsync(request.build(), attempt);
        try {
            return decoded(reply.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS), attempt);
        } catch (TimeoutException _) {
            reply.cancel(true);
            return attempt.timedOut();
        } catch (ExecutionException e) {
            return attempt.failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            reply.cancel(true);
            throw e;
        }
    }

    private static Wire decoded(HttpResponse<byte[]> reply, Attempt attempt) {
        Head head = attempt.headOf(reply.statusCode(), reply.headers());
        try {
            return new Wire.Reply(head, Charsets.decode(reply.body(), reply.headers()));
        } catch (CharacterCodingException _) {
            return new Wire.Unreadable(head, "wrong_charset");
        }
    }

    private HttpClient client(Connection connection) {
        return clients.computeIfAbsent(Optional.ofNullable(connection.proxy()), this::newClient);
    }

    private HttpClient newClient(Optional<InetSocketAddress> proxy) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(proxy.map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY))
                .sslContext(tls)
                .executor(executor)
                .build();
    }

    /** Cuts off what is still under way. */
    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        executor.shutdownNow();
    }
}
