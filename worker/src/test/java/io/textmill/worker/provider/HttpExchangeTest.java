package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExchangeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Far above {@link #SHORT}, far below what the servers would take. */
    private static final Duration GENEROUS = Duration.ofSeconds(10);

    private final HttpExchange http = HttpExchange.withDefaultTrust(Calls.CLOCK);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void usesTheConnectionOfTheLastCallAgain() throws Exception {
        try (var server = StubServer.answering(200, "{}")) {
            Wire first = send("GET", server);
            Wire second = send("POST", server);

            assertThat(first).isInstanceOf(Wire.Reply.class);
            assertThat(second).isInstanceOf(Wire.Reply.class);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void sendsARequestOnceThoughANewConnectionBreaks(String method) throws Exception {
        try (var server = StubServer.that((_, client) -> StubServer.reset(client))) {
            Wire wire = send(method, server);

            assertThat(wire).isEqualTo(new Wire.Lost("connection_lost"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void sendsARequestOnceThoughAReusedConnectionBreaks(String method) throws Exception {
        var served = new AtomicInteger();
        try (var server = StubServer.that((_, client) -> {
            if (served.getAndIncrement() == 0) {
                StubServer.reply(client, 200, new byte[0]);
            } else {
                StubServer.reset(client);
            }
        })) {
            send(method, server);

            Wire wire = send(method, server);

            assertThat(wire).isEqualTo(new Wire.Lost("connection_lost"));
            assertThat(server.requests())
                    .extracting(StubServer.Request::connection)
                    .containsExactly(1, 1);
        }
    }

    /** The reason for {@link OneShotBody}: when this fails, the JDK has changed and the guard may go. */
    @Test
    void theClientAloneWouldSendAGetTwice() throws Exception {
        try (var server = StubServer.that((_, client) -> StubServer.reset(client));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri()).build();

            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var server = StubServer.answering(302, "", "Location: /elsewhere")) {
            Wire wire = send("GET", server);

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Reply.class,
                            reply -> assertThat(reply.head().status()).isEqualTo(302));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void readsA401ThatNamesNoScheme() throws Exception {
        try (var server = StubServer.answering(401, "{}")) {
            Wire wire = send("POST", server);

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Reply.class,
                            reply -> assertThat(reply.head().status()).isEqualTo(401));
        }
    }

    @Test
    void stopsReadingAReplyThatIsTooLarge() throws Exception {
        var gaveUp = new CountDownLatch(1);
        try (var server = StubServer.that((_, client) -> {
            var out = client.getOutputStream();
            out.write("HTTP/1.1 200 -\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                for (byte[] piece = new byte[8192]; ; ) {
                    out.write(piece);
                }
            } catch (IOException e) {
                gaveUp.countDown();
                throw e;
            }
        })) {
            Wire wire = send("POST", server);

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Unreadable.class,
                            reply -> assertThat(reply.reason()).isEqualTo("reply_too_large"));
            assertThat(gaveUp.await(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void readsAReplyOfExactlyTheLargestSize() throws Exception {
        try (var server = StubServer.answering(200, "x".repeat(100))) {
            Connection connection = new Connection(server.uri(), GENEROUS, 100, null);

            Wire wire = http.send(connection, call("GET", server.uri()), Deadline.in(GENEROUS));

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Reply.class, reply -> assertThat(reply.body()).hasSize(100));
        }
    }

    @Test
    void endsACallAtItsDeadlineThoughBytesKeepComing() throws Exception {
        try (var server = StubServer.that((_, client) -> drip(client.getOutputStream()))) {
            long start = System.nanoTime();

            Wire wire = http.send(Calls.connection(server.uri(), SHORT), call("GET", server.uri()), Deadline.in(SHORT));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, GENEROUS);
            assertThat(wire).isInstanceOfSatisfying(Wire.Unreadable.class, reply -> {
                assertThat(reply.reason()).isEqualTo("timeout");
                assertThat(reply.head().status()).isEqualTo(200);
            });
        }
    }

    @Test
    void endsACallAtItsDeadlineThoughNoReplyComes() throws Exception {
        try (var server = StubServer.that((_, client) -> client.getInputStream().read())) {
            long start = System.nanoTime();

            Wire wire =
                    http.send(Calls.connection(server.uri(), SHORT), call("POST", server.uri()), Deadline.in(SHORT));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, GENEROUS);
            assertThat(wire).isEqualTo(new Wire.Lost("timeout"));
        }
    }

    @Test
    void knowsThatNothingWasSentWhenTlsNeverStands() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("https://127.0.0.1:" + silent.getLocalPort());

            Wire wire = http.send(Calls.connection(uri, SHORT), call("GET", uri), Deadline.in(SHORT));

            assertThat(wire).isEqualTo(new Wire.NotSent(Wire.Obstacle.CONNECT_TIMEOUT));
        }
    }

    @Test
    void knowsThatNothingWasSentToAPortWithoutAServer() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + freePort());

        Wire wire = http.send(Calls.connection(uri, GENEROUS), call("GET", uri), Deadline.in(GENEROUS));

        assertThat(wire).isEqualTo(new Wire.NotSent(Wire.Obstacle.CONNECT_FAILED));
    }

    @Test
    void knowsThatNothingWasSentToAServerThatSpeaksNoTls() throws Exception {
        try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(plain));
            URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort());

            Wire wire = http.send(Calls.connection(uri, GENEROUS), call("GET", uri), Deadline.in(GENEROUS));

            assertThat(wire).isEqualTo(new Wire.NotSent(Wire.Obstacle.TLS_FAILED));
        }
    }

    /** A label of DNS has at most 63 characters, so this fails without asking any server. */
    @Test
    void knowsThatNothingWasSentToAnUnknownHost() throws Exception {
        URI uri = URI.create("http://" + "x".repeat(80) + ".invalid");

        Wire wire = http.send(Calls.connection(uri, GENEROUS), call("GET", uri), Deadline.in(GENEROUS));

        assertThat(wire).isEqualTo(new Wire.NotSent(Wire.Obstacle.UNKNOWN_HOST));
    }

    @Test
    void goesThroughTheConfiguredProxy() throws Exception {
        try (var proxy = StubServer.answering(200, "{}")) {
            URI uri = URI.create("http://provider.invalid/chat");
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());

            Wire wire =
                    http.send(new Connection(uri, GENEROUS, 1000, address), call("POST", uri), Deadline.in(GENEROUS));

            assertThat(wire).isInstanceOf(Wire.Reply.class);
            assertThat(proxy.onlyRequest().line()).isEqualTo("POST http://provider.invalid/chat HTTP/1.1");
        }
    }

    @Test
    void cutsTheRequestOffWhenTheThreadIsInterrupted() throws Exception {
        var arrived = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var server = StubServer.that((_, client) -> {
            arrived.countDown();
            if (client.getInputStream().read() < 0) {
                closed.countDown();
            }
        })) {
            var interrupted = new CompletableFuture<Boolean>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    send("POST", server);
                    interrupted.complete(false);
                } catch (InterruptedException _) {
                    interrupted.complete(true);
                }
            });
            assertThat(arrived.await(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(interrupted.get(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(closed.await(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void decodesTheDeclaredCharset() throws Exception {
        byte[] gbk = "答案".getBytes(Charset.forName("GBK"));
        try (var server = StubServer.that(
                (_, client) -> StubServer.reply(client, 200, gbk, "Content-Type: application/json; charset=\"GBK\""))) {
            Wire wire = send("GET", server);

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Reply.class, reply -> assertThat(reply.body()).isEqualTo("答案"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json",
                "Content-Type: text/html; charset=utf-8",
                "X-Other: none",
                "Content-Type: application/json; charset=no-such-charset",
                "Content-Type: application/json; charset=*"
            })
    void repairsNoBytesThatAreNotInTheCharset(String header) throws Exception {
        byte[] gbk = "答案".getBytes(Charset.forName("GBK"));
        try (var server = StubServer.that((_, client) -> StubServer.reply(client, 200, gbk, header))) {
            Wire wire = send("GET", server);

            assertThat(wire)
                    .isInstanceOfSatisfying(
                            Wire.Unreadable.class,
                            reply -> assertThat(reply.reason()).isEqualTo("wrong_charset"));
        }
    }

    @Test
    void printsACallWithoutItsQueryHeadersAndBody() {
        HttpCall call = HttpCall.postJson(
                URI.create("https://host.example/path?key=" + Calls.KEY), Map.of("api-key", Calls.KEY), Calls.KEY);

        assertThat(call).hasToString("POST host.example");
    }

    private Wire send(String method, StubServer server) throws InterruptedException {
        return http.send(Calls.connection(server.uri(), GENEROUS), call(method, server.uri()), Deadline.in(GENEROUS));
    }

    private static HttpCall call(String method, URI uri) {
        return method.equals("GET")
                ? HttpCall.getForm(uri, Map.of("q", "a b"))
                : HttpCall.postForm(uri, Map.of("q", "a b"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void greet(ServerSocket plain) {
        try (var client = plain.accept()) {
            client.getOutputStream().write("220 no TLS here\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException _) {
            // the client has turned away
        }
    }

    private static void drip(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var pause = new CountDownLatch(1);
        try {
            while (!pause.await(20, TimeUnit.MILLISECONDS)) {
                out.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
