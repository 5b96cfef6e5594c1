package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.nio.charset.StandardCharsets;

/** Requests as the server hands them to a vendor. */
final class Requests {

    private Requests() {}

    static Request form(String path, String body) {
        return new Request(
                "POST",
                path,
                "",
                Headers.of("Content-Type", "application/x-www-form-urlencoded"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
