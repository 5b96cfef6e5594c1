package io.textmill.bench.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link WorkerProcess} is told.
 *
 * @param life the worker's id, a dot, and a number that counts how often it was started
 * @param bootstrap where Kafka is
 * @param stub where the provider is
 * @param inFlight most records worked on at once
 * @param drain how long it may take to finish what is in flight
 * @param lossy one in so many commits loses its answer; 0 for none
 * @param client properties for its Kafka clients
 */
record WorkerSettings(
        String life, String bootstrap, URI stub, int inFlight, Duration drain, int lossy, Map<String, String> client) {
    private static final String CLIENT = "client.";

    WorkerSettings {
        client = Map.copyOf(client);
    }

    /** The worker's id: the same in all its lives. */
    String worker() {
        return life.substring(0, life.indexOf('.'));
    }

    /** The same for another life. */
    WorkerSettings of(String otherLife) {
        return new WorkerSettings(otherLife, bootstrap, stub, inFlight, drain, lossy, client);
    }

    /** As arguments of a process. */
    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                "life=" + life,
                "bootstrap=" + bootstrap,
                "stub=" + stub,
                "inFlight=" + inFlight,
                "drainMillis=" + drain.toMillis(),
                "lossy=" + lossy));
        client.forEach((key, value) -> arguments.add(CLIENT + key + "=" + value));
        return arguments;
    }

    /** The settings that those arguments were made of. */
    static WorkerSettings parse(List<String> arguments) {
        var values = new HashMap<String, String>();
        var client = new HashMap<String, String>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair[0].startsWith(CLIENT)) {
                client.put(pair[0].substring(CLIENT.length()), pair[1]);
            } else {
                values.put(pair[0], pair[1]);
            }
        }
        return new WorkerSettings(
                required(values, "life"),
                required(values, "bootstrap"),
                URI.create(required(values, "stub")),
                Integer.parseInt(required(values, "inFlight")),
                Duration.ofMillis(Long.parseLong(required(values, "drainMillis"))),
                Integer.parseInt(required(values, "lossy")),
                client);
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("argument " + key + "=… is missing");
        }
        return value;
    }
}
