package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.HttpCall;
import java.net.URI;

/** Addresses of OpenAI-compatible servers. */
final class Endpoint {
    private Endpoint() {}

    /** A path of the first version; the configured base may already end in {@code /v1}, as many SDKs want it. */
    static URI v1(URI baseUrl, String path) {
        String base = baseUrl.getPath() == null ? "" : baseUrl.getPath();
        boolean versioned = base.endsWith("/v1") || base.endsWith("/v1/");
        return HttpCall.at(baseUrl, versioned ? path : "/v1" + path);
    }

    /** A value as one segment of a path, or in a query. */
    static String escaped(String value) {
        return HttpCall.encode(value).replace("+", "%20");
    }
}
