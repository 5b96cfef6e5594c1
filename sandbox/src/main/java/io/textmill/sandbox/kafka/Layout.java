package io.textmill.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Where the nodes of one cluster talk. Their ids count from 1.
 *
 * @param clusterId what every node's directory is formatted with
 * @param nodes the ports of each node
 */
record Layout(String clusterId, List<Ports> nodes) {
    static final String HOST = "127.0.0.1";

    /** Below what systems give to outgoing connections: no client can take the port of a node that is down. */
    private static final int FIRST_PORT = 15_000;

    private static final int LAST_PORT = 32_000;
    private static final int ATTEMPTS = 1_000;

    Layout {
        nodes = List.copyOf(nodes);
    }

    /**
     * The ports of one node.
     *
     * @param broker where clients connect
     * @param controller where the quorum talks
     */
    record Ports(int broker, int controller) {}

    /** So many nodes of a new cluster, on ports that are free now. */
    static Layout onFreePorts(int nodes) {
        List<Integer> free = freePorts(2 * nodes);
        return new Layout(
                Uuid.randomUuid().toString(),
                IntStream.range(0, nodes)
                        .mapToObj(node -> new Ports(free.get(2 * node), free.get(2 * node + 1)))
                        .toList());
    }

    Ports of(int id) {
        return nodes.get(id - 1);
    }

    int size() {
        return nodes.size();
    }

    /** Where clients connect. */
    String bootstrapServers() {
        return nodes.stream().map(ports -> HOST + ":" + ports.broker()).collect(Collectors.joining(","));
    }

    /** The quorum, as {@code controller.quorum.voters} has it. */
    String voters() {
        return IntStream.rangeClosed(1, size())
                .mapToObj(id -> id + "@" + HOST + ":" + of(id).controller())
                .collect(Collectors.joining(","));
    }

    /** Ports that were free at the same moment. */
    private static List<Integer> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int attempt = 0; sockets.size() < count; attempt++) {
                bind(sockets, attempt);
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port between " + FIRST_PORT + " and " + LAST_PORT, e);
        } finally {
            sockets.forEach(Layout::close);
        }
    }

    private static void bind(List<ServerSocket> sockets, int attempt) throws IOException {
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        try {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException taken) {
            if (attempt > ATTEMPTS) {
                throw taken;
            }
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
