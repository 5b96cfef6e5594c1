package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.sandbox.http.SelfSigned;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {

    private static final Limits ONE_A_SECOND = Limits.NONE.withRates(1, Limits.UNLIMITED, Limits.UNLIMITED);

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());

    @ParameterizedTest
    @CsvSource({
        "JUHE, 200, 10011",
        "JUMDATA, 200, 609",
        "OPENAI_CHAT, 429, rate_limit_exceeded",
        "OPENAI_COMPLETIONS, 429, rate_limit_exceeded"
    })
    void refusesACallThatComesTooSoonAndTakesItLater(ProviderKind kind, int status, String code) throws Exception {
        try (var client = start(kind, ONE_A_SECOND)) {
            client.ask("hello");
            var refused = client.ask("hello");
            clock.updateAndGet(now -> now.plusSeconds(1));
            var taken = client.ask("hello");

            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(client.simulator().ledger().entries().get(1).code()).isEqualTo(code);
            assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(3, 2, 2, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"JUHE, 10012", "JUMDATA, 606", "OPENAI_CHAT, rate_limit_exceeded"})
    void refusesCallsOverTheDayCount(ProviderKind kind, String code) throws Exception {
        try (var client = start(kind, Limits.NONE.withPerDay(1))) {
            client.ask("hello");

            client.ask("hello");

            assertThat(client.simulator().ledger().entries().getLast().code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"JUHE, 10013", "JUMDATA, 603", "OPENAI_CHAT, insufficient_quota"})
    void refusesCallsThatTheBalanceDoesNotCover(ProviderKind kind, String code) throws Exception {
        try (var client = start(kind, Limits.NONE.withBalanceOfCalls(1))) {
            client.ask("hello");

            client.ask("hello");

            assertThat(client.simulator().ledger().entries().getLast().code()).isEqualTo(code);
            assertThat(client.simulator().ledger().totals().charged()).isEqualTo(1);
        }
    }

    @Test
    void tellsAWitnessWhatWasAskedAndWhatWouldHaveBeenRight() throws Exception {
        try (var client = start(ProviderKind.JUHE, Limits.NONE)) {
            var heard = new ArrayList<Testimony>();
            client.simulator().tell(heard::add);

            client.ask("Summarize in at most 90 characters:\nIt rained all day.");

            Ledger.Entry entry = client.simulator().ledger().entries().getFirst();
            String said = "It rained all day.";
            assertThat(heard).containsExactly(new Testimony(entry.id(), said, said, entry.truth(), true));
        }
    }

    @Test
    void refusesACallForWhoseTokensThereIsNoRoomAndTellsHowManyAreLeft() throws Exception {
        try (var client = start(ProviderKind.OPENAI_CHAT, Limits.NONE.withTokensPerMinute(60))) {
            var first = client.ask("hello");
            int used = client.simulator().ledger().entries().getFirst().tokens();
            clock.updateAndGet(now -> now.plusSeconds(1));
            var others = List.of(client.ask("hello"), client.ask("hello"), client.ask("hello"), client.ask("hello"));

            assertThat(first.headers().firstValue("x-ratelimit-limit-tokens")).contains("60");
            assertThat(first.headers().firstValue("x-ratelimit-remaining-tokens"))
                    .contains(String.valueOf(60 - used));
            assertThat(others.stream().filter(answer -> answer.statusCode() == 200))
                    .hasSize(60 / used - 1);
            assertThat(others.getLast().statusCode()).isEqualTo(429);
        }
    }

    @Test
    void tellsWhenCallsArrivedAndWhatBecameOfThem() throws Exception {
        try (var client = start(ProviderKind.JUHE, ONE_A_SECOND)) {
            client.ask("hello");
            client.ask("hello");

            var all = client.json(client.get("/arrivals"));
            var later = client.json(client.get("/arrivals?after=1"));

            long at = ChronoUnit.MICROS.between(Instant.EPOCH, clock.get());
            assertThat(all.path("calls").path(0).path("at").asLong()).isEqualTo(at);
            assertThat(all.path("calls").path(0).path("accepted").asBoolean()).isTrue();
            assertThat(all.path("calls").path(1).path("accepted").asBoolean()).isFalse();
            assertThat(later.path("after").asInt()).isEqualTo(1);
            assertThat(later.path("calls")).hasSize(1);
        }
    }

    @Test
    void tellsAnOpenAiClientWhenToComeAgain() throws Exception {
        try (var client = start(ProviderKind.OPENAI_CHAT, Limits.NONE.withRates(9, 9, 1))) {
            client.ask("hello");
            clock.updateAndGet(now -> now.plusMillis(17_500));

            var headers = client.ask("hello").headers();

            assertThat(headers.firstValue("Retry-After")).contains("43");
            assertThat(headers.firstValue("x-ratelimit-limit-requests")).contains("1");
            assertThat(headers.firstValue("x-ratelimit-remaining-requests")).contains("0");
            assertThat(headers.firstValue("x-ratelimit-reset-requests")).contains("43s");
        }
    }

    @Test
    void refusesACallWhileTooManyAreInFlight() throws Exception {
        var settings = settings(Limits.NONE.withInFlight(1)).withLatency(new Latency.Constant(Duration.ofHours(1)));
        try (var client = Client.of(Simulator.start(ProviderKind.JUHE, settings))) {
            var first = client.http().sendAsync(client.request("hello"), BodyHandlers.ofString());
            while (client.simulator().ledger().totals().calls() == 0) {
                Thread.onSpinWait();
            }

            var second = client.json(client.request("hello"));

            assertThat(second.path("error_code").intValue()).isEqualTo(10011);
            assertThat(first.isDone()).isFalse();
        }
    }

    @Test
    void tellsItsBooksOverHttp() throws Exception {
        try (var client = start(ProviderKind.JUMDATA, Limits.NONE)) {
            client.ask(Client.QUESTION);

            var totals = client.json(client.get("/ledger"));
            var all = client.json(client.get("/ledger?entries=true"));

            assertThat(totals.toString())
                    .isEqualTo("{\"provider\":\"jumdata\",\"totals\":"
                            + "{\"calls\":1,\"accepted\":1,\"charged\":1,\"refused\":0}}");
            var entry = all.path("entries").get(0);
            assertThat(entry.path("id").stringValue()).hasSize(20);
            assertThat(entry.path("truth").stringValue()).isNotBlank();
            assertThat(Instant.parse(entry.path("at").stringValue())).isEqualTo(clock.get());
        }
    }

    @Test
    void takesScriptsOverHttpAndSaysWhatIsWrongWithThem() throws Exception {
        try (var client = start(ProviderKind.JUHE, Limits.NONE)) {
            var good =
                    client.json(client.postText("/script", "[{\"fault\":\"code\",\"code\":\"274702\",\"times\":2}]"));
            var bad = client.send(client.postText("/script", "[{\"fault\":\"code\",\"code\":\"1\"}]"));

            assertThat(good.path("scripted").intValue()).isEqualTo(2);
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(client.json(client.request("x")).path("error_code").intValue())
                    .isEqualTo(274702);
            assertThat(client.json(client.request("x")).path("error_code").intValue())
                    .isEqualTo(274702);
            assertThat(client.json(client.request("x")).path("error_code").intValue())
                    .isZero();
        }
    }

    @Test
    void letsAnInvalidRequestFailWhateverTheScriptSays() throws Exception {
        try (var client = start(ProviderKind.JUHE, Limits.NONE)) {
            client.simulator().script(Fault.code("274702"));

            var refused = client.json(client.get("/chatgpt/query?q=x"));

            assertThat(refused.path("error_code").intValue()).isEqualTo(10001);
        }
    }

    @Test
    void refusesConnectionsWhileItIsDownAndIsBackAtTheSameAddressWithTheSameBooks() throws Exception {
        try (var client = start(ProviderKind.JUMDATA, Limits.NONE)) {
            client.ask("before");
            client.simulator().goDown();

            assertThatThrownBy(() -> client.ask("meanwhile")).isInstanceOf(ConnectException.class);

            client.simulator().comeBack();
            assertThat(client.ask("after").statusCode()).isEqualTo(200);
            assertThat(client.simulator().ledger().totals().calls()).isEqualTo(2);
        }
    }

    @Test
    void spoilsAShareOfCallsUntilItIsToldOtherwise() throws Exception {
        try (var client = start(ProviderKind.OPENAI_CHAT, Limits.NONE)) {
            client.simulator().script(Fault.status(502, ""));
            client.simulator().spoil(1, Fault.code("rate_limit_exceeded"));

            assertThat(client.ask("scripted").statusCode()).isEqualTo(502);
            assertThat(client.ask("spoiled").statusCode()).isEqualTo(429);
            assertThat(client.ask("spoiled too").statusCode()).isEqualTo(429);

            client.simulator().spoil(0, Fault.none());
            assertThat(client.ask("normal").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsOnlyTheLatestEntriesButCountsAll() throws Exception {
        var settings = settings(Limits.NONE).withLedgerEntries(2);
        try (var client = Client.of(Simulator.start(ProviderKind.JUHE, settings))) {
            client.ask("a");
            client.ask("bb");
            client.ask("ccc");

            assertThat(client.simulator().ledger().totals().calls()).isEqualTo(3);
            assertThat(client.simulator().ledger().entries())
                    .extracting(Ledger.Entry::promptSize)
                    .containsExactly(2, 3);
        }
    }

    @Test
    void answersOverTls(@TempDir Path dir) throws Exception {
        var certificate = SelfSigned.create(dir);
        var simulator =
                Simulator.start(ProviderKind.OPENAI_CHAT, settings(Limits.NONE).withTls(certificate.context()));
        var http = HttpClient.newBuilder().sslContext(certificate.context()).build();
        try (var client = new Client(simulator, http)) {
            assertThat(simulator.baseUrl().getScheme()).isEqualTo("https");
            assertThat(client.ask("hello").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersAsAProxyOfItself() throws Exception {
        try (var client = start(ProviderKind.JUHE, Limits.NONE)) {
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    client.simulator().baseUrl().getPort());
            try (var proxied =
                    HttpClient.newBuilder().proxy(ProxySelector.of(address)).build()) {
                var request = HttpRequest.newBuilder(URI.create("http://provider.invalid/chatgpt/query"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(Client.form(client.juhe("hello"))))
                        .build();

                assertThat(Json.read(proxied.send(request, BodyHandlers.ofByteArray())
                                        .body())
                                .path("error_code")
                                .intValue())
                        .isZero();
            }
        }
    }

    private Client start(ProviderKind kind, Limits limits) {
        return Client.of(Simulator.start(kind, settings(limits)));
    }

    private SimulatorSettings settings(Limits limits) {
        return SimulatorSettings.defaults().withLimits(limits).withClock(clock::get);
    }
}
