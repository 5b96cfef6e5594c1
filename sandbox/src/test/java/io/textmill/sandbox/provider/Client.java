package io.textmill.sandbox.provider;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A plain client of a simulator; sends right requests unless told otherwise. */
record Client(Simulator simulator, HttpClient http) implements AutoCloseable {

    static final String QUESTION = "用不超过20字概括：\n今天天气很好，我们去公园散步。";
    private static final String FORM = "application/x-www-form-urlencoded";

    static Client of(Simulator simulator) {
        return new Client(
                simulator,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build());
    }

    /** A right call with that question, whatever the provider. */
    HttpResponse<byte[]> ask(String question) throws IOException, InterruptedException {
        return send(request(question));
    }

    HttpRequest request(String question) {
        return switch (simulator.kind()) {
            // Not GET: the JDK's client sends a GET once more by itself when its connection dies.
            case JUHE -> postForm("/chatgpt/query", form(juhe(question)));
            case JUMDATA -> postForm("/ai/gpt/chat/4", form(jumData(question)));
            case OPENAI_CHAT -> postJson("/v1/chat/completions", chat(question));
            case OPENAI_COMPLETIONS -> postJson("/v1/completions", completion(question));
        };
    }

    Map<String, String> juhe(String question) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("key", simulator.credentials().key());
        parameters.put("q", question);
        return parameters;
    }

    Map<String, String> jumData(String question) {
        var parameters = signed(System.currentTimeMillis());
        parameters.put("content", question);
        return parameters;
    }

    Map<String, String> signed(long timestamp) {
        var credentials = simulator.credentials();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appId", credentials.appId());
        parameters.put("timestamp", String.valueOf(timestamp));
        parameters.put("sign", sha256(credentials.appId() + credentials.appSecret() + timestamp));
        return parameters;
    }

    static Map<String, Object> chat(String question) {
        var body = new LinkedHashMap<String, Object>();
        body.put("model", "gpt-4o-mini");
        body.put("messages", List.of(Map.of("role", "user", "content", question)));
        body.put("max_tokens", 500);
        return body;
    }

    static Map<String, Object> completion(String question) {
        var body = new LinkedHashMap<String, Object>();
        body.put("model", "gpt-3.5-turbo-instruct");
        body.put("prompt", question);
        body.put("max_tokens", 500);
        return body;
    }

    HttpRequest get(String pathAndQuery) {
        return builder(pathAndQuery).GET().build();
    }

    HttpRequest postForm(String path, String body) {
        return builder(path)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    HttpRequest postJson(String path, Object body) {
        return postText(path, new String(Json.bytes(body), StandardCharsets.UTF_8));
    }

    HttpRequest postText(String path, String body) {
        return builder(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + simulator.credentials().key())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    HttpRequest.Builder builder(String pathAndQuery) {
        return HttpRequest.newBuilder(simulator.baseUrl().resolve(pathAndQuery)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    JsonNode json(HttpRequest request) throws IOException, InterruptedException {
        return Json.read(send(request).body());
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // In this order: an HTTP client waits for its calls, a simulator abandons them.
        simulator.close();
        http.close();
    }
}
