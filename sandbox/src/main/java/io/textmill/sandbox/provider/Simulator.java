package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Bounds;
import io.textmill.sandbox.http.Handler;
import io.textmill.sandbox.http.HttpServer;
import io.textmill.sandbox.http.Request;
import io.textmill.sandbox.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One provider on a free loopback port.
 *
 * <ul>
 *   <li>Requests are checked as strictly as the vendor's documents are, and refused in the vendor's words.
 *   <li>Answers are functions of the seed and the prompt; their numbers are unique.
 *   <li>{@code GET /ledger}, {@code GET /arrivals} and {@code POST /script} work on the same port and are no calls.
 *   <li>It can go down and come back on its port, with the same books.
 * </ul>
 */
public final class Simulator implements AutoCloseable {

    private final ProviderKind kind;
    private final SimulatorSettings settings;
    private final Vendor vendor;
    private final Ledger ledger;
    private final Script script;
    private final Desk desk;
    private final Counter counter;

    /** Guarded by this, as the next. */
    private HttpServer server;

    /** Holds the port while the server is down; null while it is up. */
    private @Nullable Socket placeholder;

    private Simulator(ProviderKind kind, SimulatorSettings settings) {
        this.kind = kind;
        this.settings = settings;
        this.vendor = vendor(kind, settings);
        this.ledger = new Ledger(settings.ledgerEntries());
        this.script = new Script(settings.seed());
        var limiter = new Limiter(settings.limits(), kind.zone());
        this.desk = new Desk(vendor, settings, limiter, script, ledger);
        this.counter = new Counter(new Admin(kind, ledger, this::add));
        this.server = HttpServer.start(counter, Bounds.DEFAULT, settings.tls());
    }

    /** Starts a simulator. */
    public static Simulator start(ProviderKind kind, SimulatorSettings settings) {
        return new Simulator(kind, settings);
    }

    /** Which provider it is. */
    public ProviderKind kind() {
        return kind;
    }

    /** Where it is; the vendor's own paths follow. */
    public synchronized URI baseUrl() {
        return server.uri();
    }

    /** What it accepts. */
    public Credentials credentials() {
        return settings.credentials();
    }

    /** The vendor's books. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Lets the next calls get these faults, one each, in order; then calls are normal again.
     *
     * @throws IllegalArgumentException when this provider cannot have one of them
     */
    public void script(Fault... faults) {
        add(List.of(faults));
    }

    /**
     * Lets that share of all further calls get this fault, drawn by the seed, until told otherwise; {@link #script
     * scripted} ones come first. A share of 0 makes calls normal again.
     *
     * @throws IllegalArgumentException when this provider cannot have it
     */
    public void spoil(double share, Fault fault) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + share);
        }
        fault.check(vendor.codes(), vendor.shapes());
        script.always(share, fault);
    }

    /**
     * Lets that witness see every further call that a model works on, before its answer is sent: what was asked, what was
     * said, what would have been right. Called by many threads.
     */
    public void tell(Consumer<Testimony> witness) {
        desk.tell(witness);
    }

    /** Goes down: open connections break, and further ones are refused until {@link #comeBack}. */
    public synchronized void goDown() {
        if (placeholder == null) {
            int port = baseUrl().getPort();
            server.close();
            placeholder = holding(port);
        }
    }

    /** Is up again, at the same address and with the same books. */
    public synchronized void comeBack() {
        if (placeholder != null) {
            int port = baseUrl().getPort();
            release(placeholder);
            placeholder = null;
            server = HttpServer.start(port, counter, Bounds.DEFAULT, settings.tls());
        }
    }

    /** Stops at once; further connections are refused. */
    @Override
    public synchronized void close() {
        server.close();
        if (placeholder != null) {
            release(placeholder);
            placeholder = null;
        }
    }

    /** A socket that is bound and does not listen: connections are refused, and nobody else gets the port. */
    private static Socket holding(int port) {
        try {
            var socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(Socket placeholder) {
        try {
            placeholder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<Fault> faults) {
        faults.forEach(fault -> fault.check(vendor.codes(), vendor.shapes()));
        script.add(faults);
    }

    private static Vendor vendor(ProviderKind kind, SimulatorSettings settings) {
        var credentials = settings.credentials();
        return switch (kind) {
            case JUHE -> new Juhe(credentials);
            case JUMDATA -> new JumData(credentials);
            case OPENAI_CHAT -> new OpenAiChat(new OpenAiServer(settings.openAi(), credentials));
            case OPENAI_COMPLETIONS -> new OpenAiCompletions(new OpenAiServer(settings.openAi(), credentials));
        };
    }

    /** Where requests come in: what the desk decides at once takes its time here. */
    private final class Counter implements Handler {

        private final Admin admin;
        private final AtomicLong answers = new AtomicLong();

        Counter(Admin admin) {
            this.admin = admin;
        }

        @Override
        public boolean resetsBeforeBody(String path) {
            return !Admin.isAdmin(path) && script.nextIsReset();
        }

        @Override
        public Response answer(Request request) throws InterruptedException {
            if (Admin.isAdmin(request.path())) {
                return admin.answer(request);
            }
            var decided = desk.decide(request, settings.clock().instant());
            if (decided.admitted()) {
                try {
                    Thread.sleep(settings.latency().of(settings.seed(), answers.incrementAndGet()));
                } finally {
                    desk.end(decided);
                }
            }
            return Way.response(decided.spoken(), decided.fault());
        }
    }
}
