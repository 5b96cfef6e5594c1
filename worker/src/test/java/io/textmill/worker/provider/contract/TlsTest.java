package io.textmill.worker.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import io.textmill.sandbox.http.SelfSigned;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Simulator;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    private static Path dir;

    private static SelfSigned certificate;
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        certificate = SelfSigned.create(dir);
        simulator = Simulator.start(
                Subject.JUHE_GET.kind, Subject.JUHE_GET.simulator().withTls(certificate.context()));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void trustsWhatItIsToldToTrust() throws Exception {
        try (var http = new HttpExchange(certificate.context(), Calls.CLOCK)) {
            Outcome outcome = call(http);

            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void showsItsKeyToNoServerThatTheJdkDoesNotTrust() throws Exception {
        long before = simulator.ledger().totals().calls();
        try (var http = HttpExchange.withDefaultTrust(Calls.CLOCK)) {
            Outcome outcome = call(http);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Misconfigured.class, wrong -> {
                assertThat(wrong.code()).isEqualTo("tls_certificate");
                assertThat(wrong.receipt().charged()).isEqualTo(Charged.NO);
            });
            assertThat(simulator.ledger().totals().calls()).isEqualTo(before);
        }
    }

    @Test
    void sendsAPaidGetOnceThoughTheConnectionBreaks() throws Exception {
        long before = simulator.ledger().totals().calls();
        simulator.script(Fault.resetAfterRequest());
        try (var http = new HttpExchange(certificate.context(), Calls.CLOCK)) {
            Outcome outcome = call(http);

            assertThat(outcome).isInstanceOf(Outcome.Uncertain.class);
            assertThat(simulator.ledger().totals().calls()).isEqualTo(before + 1);
        }
    }

    private static Outcome call(HttpExchange http) throws InterruptedException {
        return Subject.JUHE_GET
                .adapter(Calls.connection(simulator.baseUrl(), Calls.LONG), http)
                .call(Calls.prompt("用不超过40字概括：\n今天天气很好。"));
    }
}
