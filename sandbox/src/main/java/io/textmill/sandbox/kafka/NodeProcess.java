package io.textmill.sandbox.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One node of a cluster as a process of its own: prints {@value #READY} when it answers, and is gone as soon as its
 * standard input ends, so it never outlives the process that started it.
 */
public final class NodeProcess {
    static final String READY = "READY";

    private NodeProcess() {}

    /** Arguments: what {@link #arguments} gives. */
    public static void main(String[] args) throws IOException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "sandbox-logback.xml");
        }
        Node.start(settings(List.of(args)));
        System.out.println(READY);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whatever comes means nothing; only the end does.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Settings as arguments of a process. */
    static List<String> arguments(NodeSettings settings) {
        Layout layout = settings.layout();
        var arguments = new ArrayList<>(
                List.of(String.valueOf(settings.id()), settings.dir().toString(), layout.clusterId(), ports(layout)));
        settings.overrides().forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    /** The settings that those arguments were made of. */
    static NodeSettings settings(List<String> arguments) {
        var nodes = new ArrayList<Layout.Ports>();
        for (String node : arguments.get(3).split(",", -1)) {
            String[] ports = node.split(":", 2);
            nodes.add(new Layout.Ports(Integer.parseInt(ports[0]), Integer.parseInt(ports[1])));
        }
        Map<String, String> overrides = new HashMap<>();
        for (String override : arguments.subList(4, arguments.size())) {
            String[] pair = override.split("=", 2);
            overrides.put(pair[0], pair[1]);
        }
        var layout = new Layout(arguments.get(2), nodes);
        return new NodeSettings(layout, Integer.parseInt(arguments.get(0)), Path.of(arguments.get(1)), overrides);
    }

    private static String ports(Layout layout) {
        return String.join(
                ",",
                layout.nodes().stream()
                        .map(ports -> ports.broker() + ":" + ports.controller())
                        .toList());
    }
}
