package io.textmill.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests from one connection, within bounds. */
final class RequestReader {

    private static final int LONGEST_CHUNK_LINE = 256;
    private static final Pattern REQUEST_LINE = Pattern.compile("(\\p{Graph}+) (\\p{Graph}+) (HTTP/1\\.[01])");
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final InputStream in;
    private final Bounds bounds;

    RequestReader(InputStream in, Bounds bounds) {
        this.in = in;
        this.bounds = bounds;
    }

    /** The next request's head, or null when the client has closed between requests. */
    @Nullable
    Head head() throws IOException, MalformedRequest {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int left = bounds.headBytes();
        var requestLine = (char) first + line(left, 431);
        var parts = REQUEST_LINE.matcher(requestLine);
        if (!parts.matches()) {
            throw new MalformedRequest(400, "not a request line of HTTP/1.1");
        }
        left -= requestLine.length();
        var fields = new ArrayList<Headers.Field>();
        for (var line = line(left, 431); !line.isEmpty(); line = line(left, 431)) {
            left -= line.length();
            fields.add(field(line));
        }
        return new Head(parts.group(1), parts.group(2), parts.group(3), new Headers(fields));
    }

    /** The body that belongs to that head. */
    byte[] body(Head head) throws IOException, MalformedRequest {
        if (head.isChunked()) {
            return chunks();
        }
        long length = head.contentLength();
        if (length > bounds.bodyBytes()) {
            throw tooLarge();
        }
        return exactly((int) length);
    }

    private byte[] chunks() throws IOException, MalformedRequest {
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > bounds.bodyBytes() - body.size()) {
                throw tooLarge();
            }
            body.writeBytes(exactly(size));
            if (!line(LONGEST_CHUNK_LINE, 400).isEmpty()) {
                throw new MalformedRequest(400, "a chunk is longer than it says");
            }
        }
        int trailers = bounds.headBytes();
        for (var line = line(trailers, 431); !line.isEmpty(); line = line(trailers, 431)) {
            trailers -= line.length();
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException, MalformedRequest {
        var size = line(LONGEST_CHUNK_LINE, 400).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new MalformedRequest(400, "not a chunk size");
        }
        return Integer.parseInt(size, 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client closed within a body");
        }
        return bytes;
    }

    private String line(int atMost, int statusWhenLonger) throws IOException, MalformedRequest {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the client closed within a line");
            }
            if (b == '\n' || line.size() >= atMost) {
                throw b == '\n'
                        ? new MalformedRequest(400, "a line must end with CR LF")
                        : new MalformedRequest(statusWhenLonger, "the head or a line is too long");
            }
            line.write(b);
        }
        if (in.read() != '\n') {
            throw new MalformedRequest(400, "a line must end with CR LF");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static Headers.Field field(String line) throws MalformedRequest {
        int colon = line.indexOf(':');
        if (colon <= 0 || !FIELD_NAME.matcher(line.substring(0, colon)).matches()) {
            throw new MalformedRequest(400, "not a header field");
        }
        return new Headers.Field(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static MalformedRequest tooLarge() {
        return new MalformedRequest(413, "the body is too large");
    }
}
