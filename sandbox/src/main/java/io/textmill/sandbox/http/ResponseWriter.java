package io.textmill.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Writes responses to one connection. */
final class ResponseWriter {

    private static final int DRIPS = 10;
    private static final byte[] PADDING = padding(16 * 1024);

    private final OutputStream out;

    ResponseWriter(OutputStream out) {
        this.out = out;
    }

    void goOn() throws IOException {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Writes a response whose delivery is not a reset. */
    void write(Response response, boolean keepAlive) throws IOException, InterruptedException {
        var body = response.body();
        var head = head(response, keepAlive, "Content-Length: " + body.length);
        switch (response.delivery()) {
            case Delivery.AtOnce _ -> send(head, body);
            case Delivery.Late(Duration by) -> {
                Thread.sleep(by);
                send(head, body);
            }
            case Delivery.Dripped(Duration over) -> drip(head, body, over);
            case Delivery.Cut _ -> send(head, Arrays.copyOf(body, body.length / 2));
            case Delivery.Flood(long bytes) -> flood(head(response, keepAlive, "Transfer-Encoding: chunked"), bytes);
            case Delivery.Reset _ -> throw new IllegalArgumentException("a reset has nothing to write");
        }
        out.flush();
    }

    private static byte[] head(Response response, boolean keepAlive, String framing) {
        var head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(reason(response.status()));
        head.append("\r\n").append(framing);
        head.append("\r\nConnection: ")
                .append(keepAlive ? "keep-alive" : "close")
                .append("\r\n");
        for (var field : response.headers().fields()) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Head and body in one packet where they fit. */
    private void send(byte[] head, byte[] body) throws IOException {
        var all = new ByteArrayOutputStream(head.length + body.length);
        all.writeBytes(head);
        all.writeBytes(body);
        all.writeTo(out);
    }

    private void drip(byte[] head, byte[] body, Duration over) throws IOException, InterruptedException {
        send(head, new byte[0]);
        out.flush();
        int piece = Math.max(1, (body.length + DRIPS - 1) / DRIPS);
        for (int from = 0; from < body.length; from += piece) {
            Thread.sleep(over.dividedBy(DRIPS));
            out.write(body, from, Math.min(piece, body.length - from));
            out.flush();
        }
    }

    private void flood(byte[] head, long bytes) throws IOException {
        send(head, new byte[0]);
        chunk("{\"padding\":\"".getBytes(StandardCharsets.US_ASCII));
        for (long left = bytes; left > 0; left -= PADDING.length) {
            chunk(left >= PADDING.length ? PADDING : padding((int) left));
        }
        chunk("\"}".getBytes(StandardCharsets.US_ASCII));
        chunk(new byte[0]);
    }

    private void chunk(byte[] bytes) throws IOException {
        var all = new ByteArrayOutputStream(bytes.length + 16);
        all.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        all.writeTo(out);
    }

    private static byte[] padding(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    /** Clients read the number; the phrase is for people. */
    private static String reason(int status) {
        return status < 300 ? "OK" : status < 500 ? "Client Error" : "Server Error";
    }
}
