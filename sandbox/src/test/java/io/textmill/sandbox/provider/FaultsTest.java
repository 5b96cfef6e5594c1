package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;

/** Faults on the way of an answer, which every provider can have. */
class FaultsTest {

    private static final Ledger.Totals ONE_CHARGED = new Ledger.Totals(1, 1, 1, 0);

    private Client client = start(ProviderKind.JUHE);

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void answersWithABareStatusThatIsNotCharged(ProviderKind kind) throws Exception {
        var response = askWith(kind, Fault.status(502, "<html>Bad Gateway</html>"));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).asString().isEqualTo("<html>Bad Gateway</html>");
        assertThat(totals()).isEqualTo(new Ledger.Totals(1, 0, 0, 1));
        assertThat(client.simulator().ledger().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.code()).isEqualTo("http_502"));
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void addsAHeaderToAnotherFault(ProviderKind kind) throws Exception {
        var response = askWith(kind, Fault.header("Retry-After", "7", Fault.status(503, "")));

        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void answersLateOrSlowly(ProviderKind kind) throws Exception {
        restart(kind);
        client.simulator().script(Fault.slowFirstByte(Duration.ofMillis(150)), Fault.slowBody(Duration.ofMillis(150)));

        assertThat(timeToAsk()).isGreaterThanOrEqualTo(Duration.ofMillis(140));
        assertThat(timeToAsk()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(totals().charged()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void cutsTheBodyOfAChargedCall(ProviderKind kind) {
        assertThatThrownBy(() -> askWith(kind, Fault.cutBody())).isInstanceOf(IOException.class);
        assertThat(totals()).isEqualTo(ONE_CHARGED);
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void resetsBeforeTheRequestWithoutAnEntryInTheBooks(ProviderKind kind) {
        assertThatThrownBy(() -> askWith(kind, Fault.resetBeforeRequest())).isInstanceOf(IOException.class);
        assertThat(totals()).isEqualTo(new Ledger.Totals(0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void resetsAfterTheRequestAndChargesIt(ProviderKind kind) {
        assertThatThrownBy(() -> askWith(kind, Fault.resetAfterRequest())).isInstanceOf(IOException.class);
        assertThat(totals()).isEqualTo(ONE_CHARGED);
        assertThat(client.simulator().ledger().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.httpStatus()).isZero());
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void callsTheBodyHtml(ProviderKind kind) throws Exception {
        var response = askWith(kind, Fault.wrongContentType());

        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(Json.read(response.body()).isObject()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void sendsGbkWithAndWithoutSayingSo(ProviderKind kind) throws Exception {
        restart(kind);
        client.simulator().script(Fault.wrongCharset(), Fault.declaredCharset());

        var silent = client.ask(Client.QUESTION);
        var declared = client.ask(Client.QUESTION);

        assertThat(silent.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(declared.headers().firstValue("Content-Type")).contains("application/json; charset=GBK");
        assertThat(new String(silent.body(), Charset.forName("GBK"))).containsPattern("\\p{IsHan}");
        assertThat(new String(silent.body(), StandardCharsets.UTF_8)).contains("\ufffd");
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void sendsHugeEmptyAndHalfBodies(ProviderKind kind) throws Exception {
        restart(kind);
        client.simulator().script(Fault.hugeBody(5_000_000), Fault.emptyBody(), Fault.invalidJson());

        assertThat(client.ask("hello").body()).hasSizeGreaterThan(5_000_000);
        assertThat(client.ask("hello").body()).isEmpty();
        var half = client.ask("hello").body();
        assertThat(half).isNotEmpty();
        assertThatThrownBy(() -> Json.read(half)).isInstanceOf(JacksonException.class);
        assertThat(totals()).isEqualTo(new Ledger.Totals(3, 3, 3, 0));
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void sendsBlankLinesBeforeTheJson(ProviderKind kind) throws Exception {
        assertThat(askWith(kind, Fault.blankLinesFirst()).body()).asString().startsWith("\n\n\n{");
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void isNormalAgainAfterTheScript(ProviderKind kind) throws Exception {
        restart(kind);
        client.simulator().script(Fault.status(500, ""), Fault.none());

        assertThat(client.ask("hello").statusCode()).isEqualTo(500);
        assertThat(client.ask("hello").statusCode()).isEqualTo(200);
        assertThat(client.ask("hello").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void refusesToScriptACodeThatTheProviderDoesNotHave(ProviderKind kind) {
        restart(kind);

        assertThatThrownBy(() -> client.simulator().script(Fault.code("424242")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("424242");
    }

    private HttpResponse<byte[]> askWith(ProviderKind kind, Fault fault) throws Exception {
        restart(kind);
        client.simulator().script(fault);
        return client.ask("Say:\nhello to everybody");
    }

    private Duration timeToAsk() throws Exception {
        long start = System.nanoTime();
        client.ask("hello");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Ledger.Totals totals() {
        return client.simulator().ledger().totals();
    }

    private void restart(ProviderKind kind) {
        client.close();
        client = start(kind);
    }

    private static Client start(ProviderKind kind) {
        return Client.of(Simulator.start(kind, SimulatorSettings.defaults()));
    }
}
