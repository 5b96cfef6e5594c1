package io.textmill.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerTest {

    private static final Bounds BOUNDS = new Bounds(4_096, 1_000, Duration.ofSeconds(10));
    private static final Handler ECHO =
            request -> Response.of(200, Headers.of("X-Path", request.path()), request.body());

    @Test
    void answersSeveralRequestsOnOneConnection() throws Exception {
        try (var server = HttpServer.start(ECHO, BOUNDS, null);
                var socket = connect(server)) {
            send(socket, "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\none");
            send(socket, "POST /2 HTTP/1.1\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo");

            assertThat(received(socket))
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: keep-alive\r\nX-Path: /1\r\n\r\none"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\nX-Path: /2\r\n\r\ntwo");
        }
    }

    @Test
    void tellsAClientThatAsksToGoOn() throws Exception {
        try (var server = HttpServer.start(ECHO, BOUNDS, null);
                var socket = connect(server)) {
            send(socket, "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok");

            assertThat(received(socket))
                    .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
                    .endsWith("ok");
        }
    }

    @Test
    void refusesABodyOverTheBoundAndCloses() throws Exception {
        try (var server = HttpServer.start(ECHO, BOUNDS, null);
                var socket = connect(server)) {
            send(socket, "POST / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1_001));

            assertThat(received(socket)).startsWith("HTTP/1.1 413 ").contains("Connection: close");
        }
    }

    @Test
    void answersADefectOfTheHandlerWithStatus500() throws Exception {
        Handler defect = _ -> {
            throw new IllegalStateException("expected by this test");
        };
        try (var server = HttpServer.start(defect, BOUNDS, null)) {
            assertThat(get(server).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void cutsABodyThatItPromised() throws Exception {
        Handler cut = _ -> Response.of(200, Headers.NONE, new byte[100]).delivered(new Delivery.Cut());
        try (var server = HttpServer.start(cut, BOUNDS, null)) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("50");
        }
    }

    @Test
    void resetsAConnection() throws Exception {
        try (var server = HttpServer.start(_ -> Response.reset(), BOUNDS, null);
                var socket = connect(server)) {
            send(socket, "GET / HTTP/1.1\r\n\r\n");

            assertThatThrownBy(() -> received(socket)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void dripsABodyWhoseHeadIsThereAtOnce() throws Exception {
        Handler drip = _ ->
                Response.of(200, Headers.NONE, new byte[25]).delivered(new Delivery.Dripped(Duration.ofMillis(200)));
        try (var server = HttpServer.start(drip, BOUNDS, null)) {
            long start = System.nanoTime();

            assertThat(get(server).body()).hasSize(25);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(180));
        }
    }

    @Test
    void floodsWithADocumentOfTheSizeAskedFor() throws Exception {
        Handler flood = _ -> Response.of(200, Headers.NONE, new byte[0]).delivered(new Delivery.Flood(100_000));
        try (var server = HttpServer.start(flood, BOUNDS, null)) {
            var response = get(server);

            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
            assertThat(response.body())
                    .startsWith("{\"padding\":\"xxx")
                    .endsWith("x\"}")
                    .hasSize(100_014);
        }
    }

    @Test
    void servesATrustedCertificateOverTls(@TempDir Path dir) throws Exception {
        var certificate = SelfSigned.create(dir);
        try (var server = HttpServer.start(ECHO, BOUNDS, certificate.context());
                var trusting = HttpClient.newBuilder()
                        .sslContext(certificate.context())
                        .build();
                var strange = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.uri()).build();

            assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);

            assertThatThrownBy(() -> strange.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void resetsUnderTlsWithoutAGoodbye(@TempDir Path dir) {
        var certificate = SelfSigned.create(dir);
        try (var server = HttpServer.start(_ -> Response.reset(), BOUNDS, certificate.context());
                var client = HttpClient.newBuilder()
                        .sslContext(certificate.context())
                        .build()) {
            var request = HttpRequest.newBuilder(server.uri()).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void abandonsAnswersUnderWayWhenItCloses() throws Exception {
        Handler slow = _ -> {
            Thread.sleep(Duration.ofHours(1));
            return Response.reset();
        };
        URI uri;
        try (var server = HttpServer.start(slow, BOUNDS, null);
                var socket = connect(server)) {
            uri = server.uri();
            send(socket, "GET / HTTP/1.1\r\n\r\n");
        }

        assertThatThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    private static HttpResponse<String> get(HttpServer server) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.ofString());
        }
    }

    private static Socket connect(HttpServer server) throws IOException {
        return new Socket(server.uri().getHost(), server.uri().getPort());
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String received(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
