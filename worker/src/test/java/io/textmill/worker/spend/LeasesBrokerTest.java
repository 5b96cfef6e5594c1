package io.textmill.worker.spend;

import static org.awaitility.Awaitility.await;

import io.textmill.sandbox.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away and comes back. */
class LeasesBrokerTest {
    private static final Charge CALL = new Charge("juhe", null, 0, 0);
    private static final Cap CAP = new Cap(
            "calls", null, null, new Cap.Most.OfCalls(1_000), Cap.Per.DAY, ZoneOffset.UTC, Cap.WhenReached.WAIT);

    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Test
    void grantsLeasesAgainWhenTheBrokerIsBack() throws Exception {
        Map<String, String> ports = ports();
        EmbeddedKafka first = EmbeddedKafka.start(folder, ports);
        String servers = ports.get("listeners").replaceAll("PLAINTEXT://|,.*", "");
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic("nlp.budget", 1, (short) 1)))
                    .all()
                    .get();
        }
        Map<String, String> client = Map.of("bootstrap.servers", servers, "default.api.timeout.ms", "5000");
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        try (Leases leases = Leases.start(List.of(CAP), new PriceTable(Map.of()), "nlp.budget", "w", client, clock)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isGranted(leases));
            first.close();
            // What is leased is used up.
            await().atMost(Duration.ofSeconds(20)).until(() -> !isGranted(leases));
            ahead.set(Duration.ofSeconds(31));
            await().during(Duration.ofSeconds(2)).until(() -> leases.problem().isPresent());

            try (var _ = EmbeddedKafka.start(folder, ports)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> isGranted(leases));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> leases.problem().isEmpty());
            }
        }
    }

    private static boolean isGranted(Leases leases) throws InterruptedException {
        if (leases.reserve(CALL) instanceof Spending.Decision.Granted(var reservation)) {
            reservation.close();
            return true;
        }
        return false;
    }

    /** So that it comes back where it was. */
    private static Map<String, String> ports() throws IOException {
        try (var broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String clients = "PLAINTEXT://127.0.0.1:" + broker.getLocalPort();
            String quorum = "127.0.0.1:" + controller.getLocalPort();
            return Map.of(
                    "listeners", clients + ",CONTROLLER://" + quorum,
                    "advertised.listeners", clients,
                    "controller.quorum.voters", "1@" + quorum);
        }
    }
}
