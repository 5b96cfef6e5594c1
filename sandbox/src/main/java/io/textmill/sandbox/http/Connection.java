package io.textmill.sandbox.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one client's connection, request after request, until either side closes it. */
final class Connection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int LINGER_MS = 1_000;
    private static final int MOST_LINGERING_READS = 1_024;

    /** The TCP connection; closing it and not the TLS layer above makes a reset or a cut look like one. */
    private final Socket socket;

    private final Handler handler;
    private final Bounds bounds;
    private final @Nullable SSLContext tls;

    Connection(Socket socket, Handler handler, Bounds bounds, @Nullable SSLContext tls) {
        this.socket = socket;
        this.handler = handler;
        this.bounds = bounds;
        this.tls = tls;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) bounds.idle().toMillis());
            var stream = tls == null ? socket : handshake(tls);
            var reader = new RequestReader(new BufferedInputStream(stream.getInputStream()), bounds);
            serve(reader, new ResponseWriter(stream.getOutputStream()));
        } catch (IOException e) {
            LOG.debug("a connection broke: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(RequestReader reader, ResponseWriter writer) throws IOException, InterruptedException {
        try {
            for (var head = reader.head(); head != null; head = reader.head()) {
                if (!exchange(head, reader, writer)) {
                    return;
                }
            }
        } catch (MalformedRequest e) {
            var body = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            writer.write(Response.of(e.status(), Headers.of("Content-Type", "text/plain"), body), false);
            linger();
        }
    }

    /** Whether the connection may carry another exchange. */
    private boolean exchange(Head head, RequestReader reader, ResponseWriter writer)
            throws IOException, MalformedRequest, InterruptedException {
        if (handler.resetsBeforeBody(head.path())) {
            reset();
            return false;
        }
        if (head.expectsContinue()) {
            writer.goOn();
        }
        var body = reader.body(head);
        var response = answer(new Request(head.method(), head.path(), head.query(), head.headers(), body));
        if (response.delivery() instanceof Delivery.Reset) {
            reset();
            return false;
        }
        boolean keepAlive = head.keepsAlive() && !(response.delivery() instanceof Delivery.Cut);
        writer.write(response, keepAlive);
        return keepAlive;
    }

    private Response answer(Request request) throws InterruptedException {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            LOG.error("a defect of the handler", e);
            return Response.of(500, Headers.of("Content-Type", "text/plain"), new byte[0]);
        }
    }

    private SSLSocket handshake(SSLContext context) throws IOException {
        var layered = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
        layered.startHandshake();
        return layered;
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closing with unread input would reset the connection, and the client could lose the refusal. */
    private void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MS);
        var unread = new byte[8 * 1024];
        for (int reads = 0; reads < MOST_LINGERING_READS; reads++) {
            if (socket.getInputStream().read(unread) < 0) {
                return;
            }
        }
    }
}
