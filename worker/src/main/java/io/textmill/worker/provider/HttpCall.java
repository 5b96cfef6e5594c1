package io.textmill.worker.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One HTTP request. Its address, headers and body carry credentials and the text, so it prints as method and host only.
 *
 * @param method {@code GET} or {@code POST}
 * @param uri the whole address
 * @param headers each with one value
 * @param body what is sent, as UTF-8; empty for {@code GET}
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, String body) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** A form in the query. */
    public static HttpCall getForm(URI uri, Map<String, String> fields) {
        return new HttpCall("GET", URI.create(uri + "?" + encode(fields)), Map.of("Content-Type", FORM), "");
    }

    /** A form in the body. */
    public static HttpCall postForm(URI uri, Map<String, String> fields) {
        return new HttpCall("POST", uri, Map.of("Content-Type", FORM), encode(fields));
    }

    /** A JSON body. */
    public static HttpCall postJson(URI uri, Map<String, String> headers, String json) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json");
        return new HttpCall("POST", uri, all, json);
    }

    /** The configured base with a path after its own. */
    public static URI at(URI baseUrl, String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /**
     * A credential that goes into a header.
     *
     * @throws IllegalArgumentException when no header may carry it: better at start than in every call, and without
     *     the value in the message
     */
    public static String headerValue(Secret secret) {
        if (!secret.reveal().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("the key has a space, a line break or a character outside of ASCII");
        }
        return secret.reveal();
    }

    /** Percent-encoded UTF-8, with {@code +} for a space only where a form allows it. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
