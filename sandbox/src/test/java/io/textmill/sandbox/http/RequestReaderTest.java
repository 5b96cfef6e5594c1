package io.textmill.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    private static final Bounds BOUNDS = new Bounds(200, 20, Duration.ofSeconds(1));

    @Test
    void readsTargetHeadersAndBody() throws Exception {
        var reader = reader("POST /a/b?x=%20&y HTTP/1.1\r\nHost: h\r\ncontent-length: 5\r\n\r\nhello");

        var head = Objects.requireNonNull(reader.head());

        assertThat(head.method()).isEqualTo("POST");
        assertThat(head.path()).isEqualTo("/a/b");
        assertThat(head.query()).isEqualTo("x=%20&y");
        assertThat(head.headers().first("HOST")).contains("h");
        assertThat(reader.body(head)).asString().isEqualTo("hello");
    }

    @Test
    void joinsChunksAndSkipsExtensionsAndTrailers() throws Exception {
        var reader = reader("""
            POST / HTTP/1.1\r
            Transfer-Encoding: chunked\r
            \r
            3;x=y\r
            abc\r
            2\r
            de\r
            0\r
            Trailer: t\r
            \r
            GET /next HTTP/1.1\r
            \r
            """);

        assertThat(body(reader)).isEqualTo("abcde");

        assertThat(reader.head()).extracting(Head::target).isEqualTo("/next");
    }

    @Test
    void takesThePathOutOfAnAbsoluteTarget() throws Exception {
        var head = reader("GET http://elsewhere:80/a?b=c HTTP/1.1\r\n\r\n").head();

        assertThat(head).extracting(Head::path, Head::query).containsExactly("/a", "b=c");
    }

    @Test
    void endsQuietlyWhenTheClientClosesBetweenRequests() throws Exception {
        assertThat(reader("").head()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"
            })
    void failsWhenTheClientClosesWithinARequest(String sent) {
        assertThatThrownBy(() -> body(reader(sent))).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'GET /\r\n\r\n'",
        "400, 'GET / HTTP/2.0\r\n\r\n'",
        "400, 'GET  / HTTP/1.1\r\n\r\n'",
        "400, 'GET / HTTP/1.1\n\n'",
        "400, 'GET / HTTP/1.1\r\nno colon\r\n\r\n'",
        "400, 'GET / HTTP/1.1\r\nname : v\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'",
        "501, 'POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'",
        "400, 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n'",
        "413, 'POST / HTTP/1.1\r\nContent-Length: 21\r\n\r\n'",
        "413, 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n'"
    })
    void refusesWhatIsNotHttpOrOverTheBounds(int status, String sent) {
        assertThatThrownBy(() -> body(reader(sent)))
                .isInstanceOfSatisfying(
                        MalformedRequest.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @Test
    void refusesAHeadThatIsTooLong() {
        var reader = reader("GET / HTTP/1.1\r\n" + "Name: 0123456789\r\n".repeat(20) + "\r\n");

        assertThatThrownBy(reader::head)
                .isInstanceOfSatisfying(
                        MalformedRequest.class, e -> assertThat(e.status()).isEqualTo(431));
    }

    private static String body(RequestReader reader) throws Exception {
        var head = Objects.requireNonNull(reader.head());
        return new String(reader.body(head), StandardCharsets.UTF_8);
    }

    private static RequestReader reader(String sent) {
        return new RequestReader(new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1)), BOUNDS);
    }
}
