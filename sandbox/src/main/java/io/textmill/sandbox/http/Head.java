package io.textmill.sandbox.http;

import java.util.List;

/** The request line and header fields of a request. */
record Head(String method, String target, String version, Headers headers) {

    /** The origin form of the target: a client that takes this server for a proxy sends the absolute form. */
    private String origin() {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    String path() {
        return origin().split("\\?", 2)[0];
    }

    String query() {
        var parts = origin().split("\\?", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    boolean keepsAlive() {
        return version.equals("HTTP/1.1")
                && headers.all("Connection").stream().noneMatch(value -> value.equalsIgnoreCase("close"));
    }

    boolean expectsContinue() {
        return headers.all("Expect").stream().anyMatch(value -> value.equalsIgnoreCase("100-continue"));
    }

    boolean isChunked() throws MalformedRequest {
        var encodings = headers.all("Transfer-Encoding");
        if (encodings.isEmpty()) {
            return false;
        }
        if (!headers.all("Content-Length").isEmpty()) {
            throw new MalformedRequest(400, "Content-Length and Transfer-Encoding together");
        }
        if (!encodings.equals(List.of("chunked"))) {
            throw new MalformedRequest(501, "Transfer-Encoding must be chunked");
        }
        return true;
    }

    long contentLength() throws MalformedRequest {
        var lengths = headers.all("Content-Length");
        if (lengths.isEmpty()) {
            return 0;
        }
        var length = lengths.getFirst();
        if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
            throw new MalformedRequest(400, "Content-Length must be one number");
        }
        return Long.parseLong(length);
    }
}
