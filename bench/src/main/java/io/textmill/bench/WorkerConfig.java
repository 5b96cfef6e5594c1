package io.textmill.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration with which the worker runs against a sandbox: what a person would write, so that it can be read
 * and changed by one.
 *
 * @param workerId the worker's name in results and logs
 * @param sandbox where Kafka and the simulators are, and the accounts they accept
 * @param inFlightPerProvider calls at a time to one provider
 * @param maxCalls calls for one job at most
 */
record WorkerConfig(String workerId, SandboxReady sandbox, int inFlightPerProvider, int maxCalls) {

    String yaml() {
        return """
            worker:
              id: %s
            kafka:
              bootstrapServers: %s
              group: textmill-demo
            tasks:
              summarize: {provider: openai-chat, maxCharacters: 200}
              sentiment: {provider: juhe}
              extraction: {provider: jumdata}
            jobs:
              maxCalls: %d
            engine:
              drain: 45s
            admin:
              host: 127.0.0.1
              port: 0
            providers:
            %s\
            """.formatted(workerId, sandbox.bootstrapServers(), maxCalls, providers());
    }

    private String providers() {
        var yaml = new StringBuilder();
        for (var account : new TreeMap<>(sandbox.accounts()).entrySet()) {
            yaml.append("  %s:%n    kind: %s%n".formatted(account.getKey(), account.getKey()));
            new TreeMap<>(account.getValue())
                    .forEach((key, value) -> yaml.append("    %s: \"%s\"%n"
                            .formatted(key, value.replace("\\", "\\\\").replace("\"", "\\\""))));
            yaml.append("    timeout: 30s%n".formatted());
            yaml.append("    limits: {inFlightPerWorker: %d}%n".formatted(inFlightPerProvider));
            PRICES.getOrDefault(account.getKey(), "").lines().forEach(line -> yaml.append("    " + line + "\n"));
        }
        return yaml.toString();
    }

    /** Invented, so that results show a cost; the simulators charge by the call too. */
    private static final Map<String, String> PRICES = Map.of(
            "juhe", "price: {perCall: 0.02, currency: CNY}",
            "jumdata", "price: {perCall: 0.04, currency: CNY}");
}
