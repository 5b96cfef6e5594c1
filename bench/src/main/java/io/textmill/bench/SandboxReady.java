package io.textmill.bench;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The one line with which the sandbox says that it is ready.
 *
 * @param bootstrapServers where its Kafka listens
 * @param accounts by provider: {@code baseUrl} and what it takes to be let in
 */
public record SandboxReady(String bootstrapServers, Map<String, Map<String, String>> accounts) {

    public static SandboxReady parse(String line) {
        try {
            JsonNode ready = Json.MAPPER.readTree(line);
            var accounts = new LinkedHashMap<String, Map<String, String>>();
            ready.required("providers").properties().forEach(provider -> {
                var account = new LinkedHashMap<String, String>();
                provider.getValue()
                        .properties()
                        .forEach(field ->
                                account.put(field.getKey(), field.getValue().asString()));
                accounts.put(provider.getKey(), account);
            });
            return new SandboxReady(ready.required("bootstrapServers").asString(), accounts);
        } catch (JacksonException e) {
            throw new Failed("the sandbox announced itself with something else than its line of JSON: " + line, e);
        }
    }

    /** Where that provider's simulator answers. */
    public URI baseUrl(String provider) {
        Map<String, String> account = accounts.get(provider);
        if (account == null || !account.containsKey("baseUrl")) {
            throw new Failed("the sandbox announced no address of " + provider);
        }
        return URI.create(account.get("baseUrl"));
    }
}
