package io.textmill.sandbox;

import io.textmill.sandbox.provider.ProviderKind;
import io.textmill.sandbox.provider.Simulator;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one line that the process prints when everything answers: where Kafka and the providers are and what they accept.
 *
 * @param bootstrapServers where Kafka is
 * @param providers address and credentials by the provider's wire name
 */
record ReadyLine(String bootstrapServers, Map<String, Map<String, String>> providers) {

    static ReadyLine of(Sandbox sandbox) {
        var providers = new LinkedHashMap<String, Map<String, String>>();
        sandbox.simulators().forEach(simulator -> providers.put(simulator.kind().wireName(), access(simulator)));
        return new ReadyLine(sandbox.bootstrapServers(), providers);
    }

    String toJson() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    private static Map<String, String> access(Simulator simulator) {
        var access = new LinkedHashMap<String, String>();
        access.put("baseUrl", simulator.baseUrl().toString());
        var credentials = simulator.credentials();
        if (simulator.kind() == ProviderKind.JUMDATA) {
            access.put("appId", credentials.appId());
            access.put("appSecret", credentials.appSecret());
            return access;
        }
        access.put("key", credentials.key());
        if (!simulator.kind().model().isEmpty()) {
            access.put("model", simulator.kind().model());
        }
        return access;
    }
}
