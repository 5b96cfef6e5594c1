package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class JumDataTest {

    private static final String PATH = "/ai/gpt/chat/4";

    private final Client client = Client.of(Simulator.start(
            ProviderKind.JUMDATA,
            SimulatorSettings.defaults()
                    .withLimits(Limits.NONE.withBalance(new BigDecimal("810.75"), new BigDecimal("0.25")))));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void answersASignedQuestion() throws Exception {
        var answer = client.json(client.request(Client.QUESTION));

        assertThat(answer.path("code").isInt()).isTrue();
        assertThat(answer.path("code").intValue()).isEqualTo(200);
        assertThat(answer.path("message").stringValue()).isEqualTo("成功");
        assertThat(answer.path("charge").booleanValue()).isTrue();
        assertThat(answer.path("taskNo").stringValue()).matches("[0-9]{20}");
        assertThat(answer.path("data").stringValue()).isNotBlank();
        assertThat(client.simulator().ledger().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(answer.path("taskNo").stringValue());
            assertThat(entry.charged()).isTrue();
        });
    }

    @Test
    void checksTheSignatureOfTheVendorsExample() {
        var credentials = new Credentials("", "xyzxy2121zxyz", "efcefcef1121cefcefc1212121");
        var vendor = new JumData(credentials);
        var signed = "appId=xyzxy2121zxyz&timestamp=1555378976238&content=hello&sign="
                + Client.sha256("xyzxy2121zxyzefcefcef1121cefcefc12121211555378976238");

        var inquiry = vendor.read(Requests.form(PATH, signed), Instant.ofEpochMilli(1555378976238L));

        assertThat(inquiry).isInstanceOf(Inquiry.Question.class);
    }

    @Test
    void takes512BytesAndNotOneMore() throws Exception {
        assertThat(code(parameters -> parameters.put("content", "问".repeat(170) + "xx")))
                .isEqualTo(200);
        assertThat(code(parameters -> parameters.put("content", "问".repeat(171))))
                .isEqualTo(400);
    }

    @Test
    void refusesAWrongSignatureAccountOrClock() throws Exception {
        long now = System.currentTimeMillis();
        var tooOld = client.signed(now - Duration.ofMinutes(6).toMillis());
        var inTheFuture = client.signed(now + Duration.ofMinutes(6).toMillis());

        assertThat(code(parameters -> parameters.put("sign", "0".repeat(64)))).isEqualTo(400);
        assertThat(code(parameters -> parameters.computeIfPresent("sign", (_, sign) -> sign.toUpperCase(Locale.ROOT))))
                .isEqualTo(400);
        assertThat(code(parameters -> parameters.put("appId", "other"))).isEqualTo(601);
        assertThat(code(parameters -> parameters.put("timestamp", "soon"))).isEqualTo(400);
        assertThat(code(parameters -> parameters.putAll(tooOld))).isEqualTo(400);
        assertThat(code(parameters -> parameters.putAll(inTheFuture))).isEqualTo(400);
    }

    @Test
    void refusesMissingUnknownRepeatedAndEmptyParameters() throws Exception {
        for (var name : client.jumData("hello").keySet()) {
            assertThat(code(parameters -> parameters.remove(name))).as(name).isEqualTo(400);
        }
        assertThat(code(parameters -> parameters.put("content", ""))).isEqualTo(400);
        assertThat(code(parameters -> parameters.put("model", "gpt-4"))).isEqualTo(400);
        var twice = Client.form(client.jumData("hello")) + "&content=hello";
        assertThat(client.json(client.postForm(PATH, twice)).path("code").intValue())
                .isEqualTo(400);
    }

    @Test
    void refusesOtherMethodsPathsAndContentTypes() throws Exception {
        var form = Client.form(client.jumData("hello"));
        var json = client.builder(PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();

        assertThat(client.json(client.get(PATH + "?" + form)).path("code").intValue())
                .isEqualTo(400);
        assertThat(client.json(client.postForm(PATH + "?" + form, ""))
                        .path("code")
                        .intValue())
                .isEqualTo(400);
        assertThat(client.json(json).path("code").intValue()).isEqualTo(400);
        assertThat(client.json(client.postForm("/ai/gpt/chat/5", form))
                        .path("code")
                        .intValue())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = JumDataCode.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING_FOUND")
    void saysEveryErrorCodeThatAScriptNames(JumDataCode code) throws Exception {
        client.simulator().script(Fault.code(code.number()));

        var body = client.json(client.request("hello"));

        assertThat(body.path("code").intValue()).isEqualTo(Integer.parseInt(code.number()));
        assertThat(body.path("msg").stringValue()).isEqualTo(code.message());
        assertThat(body.has("taskNo")).isFalse();
        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(1, 0, 0, 1));
    }

    @Test
    void chargesForNothingFound() throws Exception {
        client.simulator().script(Fault.code("201"));

        var body = client.json(client.request("hello"));

        assertThat(body.path("code").intValue()).isEqualTo(201);
        assertThat(body.path("charge").booleanValue()).isTrue();
        assertThat(client.simulator().ledger().totals()).isEqualTo(new Ledger.Totals(1, 1, 1, 0));
        assertThat(balance().path("data").decimalValue()).isEqualByComparingTo("810.50");
    }

    @Test
    void tellsTheBalanceWithoutEnteringACall() throws Exception {
        client.ask("hello");
        client.simulator().script(Fault.code("502"));

        var balance = balance();

        assertThat(balance.path("code").intValue()).isEqualTo(200);
        assertThat(balance.path("data").decimalValue()).isEqualByComparingTo("810.50");
        assertThat(client.simulator().ledger().totals().calls()).isEqualTo(1);
        assertThat(client.json(client.request("hello")).path("code").intValue()).isEqualTo(502);
    }

    @Test
    void canWriteTheCodeAsAString() throws Exception {
        client.simulator().script(Fault.codesAsStrings());

        assertThat(client.json(client.request("hello")).path("code").stringValue())
                .isEqualTo("200");
    }

    private JsonNode balance() throws Exception {
        return client.json(client.get("/assistant/balance?" + Client.form(client.signed(System.currentTimeMillis()))));
    }

    private int code(Consumer<Map<String, String>> change) throws Exception {
        var parameters = client.jumData("hello");
        change.accept(parameters);
        return client.json(client.postForm(PATH, Client.form(parameters)))
                .path("code")
                .intValue();
    }
}
