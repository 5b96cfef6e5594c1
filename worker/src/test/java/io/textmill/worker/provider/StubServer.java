package io.textmill.worker.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that does to each request what the test says, byte by byte, and keeps what arrived. */
public final class StubServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private StubServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static StubServer that(Behaviour behaviour) {
        try {
            return new StubServer(behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with that status and JSON. */
    public static StubServer answering(int status, String json, String... headers) {
        return that((_, client) -> reply(client, status, json.getBytes(StandardCharsets.UTF_8), headers));
    }

    public static void reply(Socket client, int status, byte[] body, String... headers) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " -\r\nContent-Length: " + body.length + "\r\n");
        List.of(headers).forEach(header -> head.append(header).append("\r\n"));
        client.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().write(body);
    }

    public static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    public int port() {
        return socket.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public List<Request> requests() {
        return requests;
    }

    public Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests came");
        }
        return requests.getFirst();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client, number));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void serve(Socket client, int number) {
        try (client) {
            while (true) {
                Request request = read(client.getInputStream(), number);
                requests.add(request);
                behaviour.answer(request, client);
            }
        } catch (IOException _) {
            // the client went away, or the behaviour closed the connection
        }
    }

    private static Request read(InputStream in, int connection) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new Request(connection, text, new String(in.readNBytes(size), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done with one request. */
    public interface Behaviour {
        void answer(Request request, Socket client) throws IOException;
    }

    /** What arrived: on the how many-th connection, request line and headers, and the body. */
    public record Request(int connection, String head, String body) {
        public String line() {
            return head.lines().findFirst().orElseThrow();
        }
    }
}
