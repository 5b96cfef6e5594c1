package io.textmill.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a loopback port.
 *
 * <ul>
 *   <li>One virtual thread per connection; requests of one connection are answered in turn.
 *   <li>Keep-alive, bodies with a length or in chunks, {@code Expect: 100-continue}.
 *   <li>Heads and bodies are bounded; what is over is refused and the connection closed.
 * </ul>
 */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final Handler handler;
    private final Bounds bounds;
    private final @Nullable SSLContext tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpServer(ServerSocket listener, Handler handler, Bounds bounds, @Nullable SSLContext tls) {
        this.listener = listener;
        this.handler = handler;
        this.bounds = bounds;
        this.tls = tls;
    }

    /** Starts a server on a free port; over TLS when a context is given. */
    public static HttpServer start(Handler handler, Bounds bounds, @Nullable SSLContext tls) {
        return start(0, handler, bounds, tls);
    }

    /** Starts a server on that port, or on a free one when it is 0. */
    public static HttpServer start(int port, Handler handler, Bounds bounds, @Nullable SSLContext tls) {
        try {
            var listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
            var server = new HttpServer(listener, handler, bounds, tls);
            server.threads.execute(server::acceptAll);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect. */
    public URI uri() {
        return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** Stops at once: connections are closed, answers under way are abandoned. */
    @Override
    public void close() {
        closeQuietly(listener);
        threads.shutdownNow();
        open.forEach(HttpServer::closeQuietly);
        threads.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        if (listener.isClosed()) {
            closeQuietly(socket);
            return;
        }
        threads.execute(() -> {
            try {
                new Connection(socket, handler, bounds, tls).run();
            } finally {
                open.remove(socket);
            }
        });
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // It is closed either way.
        }
    }
}
