package io.textmill.bench.chaos;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider that takes as long as it is asked to, holds thousands of calls at once, and writes down when each began,
 * when it ended, and whether it was answered or cut off by the caller.
 *
 * <p>{@code GET /call/JOB/STEP/LIFE/PARTITION/ENDS/PAUSE-MILLIS/TAKES-MILLIS}. A server of its own, because it must notice at once when a
 * caller hangs up: it waits by reading from the connection. One virtual thread for each connection.
 */
final class ProviderStub implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Ledger ledger = new Ledger();

    /** All calls, and how many are held. Any thread may use it. */
    static final class Ledger {
        private final List<Call> calls = new ArrayList<>();
        private int held;
        private int mostHeld;

        /** Every call so far, in the order in which they came. */
        synchronized List<Call> calls() {
            return List.copyOf(calls);
        }

        /** How many calls are held now. */
        synchronized int held() {
            return held;
        }

        /** The most calls that were held at any moment. */
        synchronized int mostHeld() {
            return mostHeld;
        }

        private synchronized int begin(Call call) {
            calls.add(call);
            held++;
            mostHeld = Math.max(mostHeld, held);
            return calls.size() - 1;
        }

        private synchronized void end(int number, boolean answered) {
            calls.set(number, calls.get(number).ended(Instant.now(), answered));
            held--;
        }
    }

    private ProviderStub(ServerSocket server) {
        this.server = server;
    }

    /** Starts one on a free loopback port. */
    static ProviderStub start() {
        try {
            var stub = new ProviderStub(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().name("provider-stub").daemon().start(stub::accept);
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the provider", e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                Thread.ofVirtual().name("call").start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException("the provider cannot take connections any more", e);
            }
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            boolean open = true;
            for (String head = head(in); open && head != null; head = open ? head(in) : null) {
                open = hold(connection, in, head);
            }
        } catch (IOException _) {
            // The caller is gone: a killed worker says no good-bye.
        } finally {
            connections.remove(connection);
        }
    }

    /** Holds a call as long as it asks for; false when the caller hung up. */
    private boolean hold(Socket connection, InputStream in, String head) throws IOException {
        int number = ledger.begin(call(head));
        boolean answered = false;
        try {
            if (isQuiet(connection, in, takes(head))) {
                connection.getOutputStream().write(ANSWER);
                answered = true;
            }
            return answered;
        } finally {
            ledger.end(number, answered);
        }
    }

    private static Call call(String head) throws IOException {
        String[] words = words(head);
        return new Call(
                words[2],
                Integer.parseInt(words[3]),
                words[4],
                words[5],
                Boolean.parseBoolean(words[6]),
                Duration.ofMillis(Long.parseLong(words[7])),
                Instant.now(),
                null,
                false);
    }

    private static Duration takes(String head) throws IOException {
        return Duration.ofMillis(Long.parseLong(words(head)[8]));
    }

    private static String[] words(String head) throws IOException {
        String[] words = head.split("[ /]+", -1);
        if (words.length < 9 || !words[1].equals("call")) {
            throw new IOException("not a call: " + head);
        }
        return words;
    }

    /** Waits so long; false as soon as the caller hangs up. */
    private static boolean isQuiet(Socket connection, InputStream in, Duration takes) throws IOException {
        connection.setSoTimeout(Math.max(1, Math.toIntExact(takes.toMillis())));
        try {
            return in.read() >= 0 && fail();
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            connection.setSoTimeout(0);
        }
    }

    private static boolean fail() throws IOException {
        throw new IOException("a caller spoke while its call was held");
    }

    /** The first line of the next request; null when there is none any more. */
    private static @Nullable String head(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            // Nothing in the headers matters here.
        }
        return first;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }
}
