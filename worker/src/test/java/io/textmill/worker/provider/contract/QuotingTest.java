package io.textmill.worker.provider.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Calls;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.LogCapture;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.StubServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Providers quote requests in their errors: whatever they quote, neither an outcome nor a log line shows it. */
class QuotingTest {
    private static final String TEXT = "这家餐厅的服务很好，菜也很新鲜。";
    private static final Prompt PROMPT = new Prompt(null, "用不超过40字概括：\n" + TEXT, 300, false, null, "test@1");
    private static final HttpExchange HTTP = HttpExchange.withDefaultTrust(Calls.CLOCK);

    @AfterAll
    static void close() {
        HTTP.close();
    }

    static Stream<Arguments> everyQuotation() {
        return Arrays.stream(Subject.values())
                .flatMap(subject -> errors(subject)
                        .flatMap(error -> Arrays.stream(Quoted.values())
                                .filter(quoted -> quoted.isSentBy(subject))
                                .map(quoted -> Arguments.argumentSet(
                                        subject + ": " + error + " quotes " + quoted, subject, error, quoted))));
    }

    private static Stream<Refusal> errors(Subject subject) {
        Stream<String> codes = switch (subject) {
            case JUHE_GET, JUHE_POST ->
                Stream.of("274701", "274702", "274704", "10001", "10011", "10012", "10014", "10020", "299999");
            case JUMDATA -> Stream.of("201", "400", "403", "404", "500", "502", "603", "606", "700");
            case CHAT, AZURE, COMPLETIONS, ENGINES ->
                Stream.of("content_filter", "invalid_api_key", "slow_down", "Arrearage", "unheard_of");
        };
        return codes.flatMap(code -> Subject.OPENAI.contains(subject)
                ? Stream.of(400, 401, 429, 500, 504).map(status -> new Refusal(status, code))
                : Stream.of(new Refusal(200, code)));
    }

    @ParameterizedTest
    @MethodSource("everyQuotation")
    void showsNothingOfWhatAProviderQuotes(Subject subject, Refusal error, Quoted quoted) throws Exception {
        try (var server = StubServer.that((request, client) -> StubServer.reply(
                        client,
                        error.status,
                        error.body(subject, quoted.in(request)).getBytes(StandardCharsets.UTF_8)));
                var logs = new LogCapture()) {
            Outcome outcome = subject.adapter(Calls.connection(server.uri(), Calls.LONG), HTTP)
                    .call(PROMPT);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertShowsNothing(outcome, logs.lines(), server.onlyRequest());
        }
    }

    /** Without this the test above could look for the wrong thing and never fail. */
    @ParameterizedTest
    @MethodSource("everyQuotation")
    void wouldSeeEachQuotationInAnOutcomeAndInALog(Subject subject, Refusal error, Quoted quoted) throws Exception {
        try (var server = StubServer.answering(error.status, "{}")) {
            subject.adapter(Calls.connection(server.uri(), Calls.LONG), HTTP).call(PROMPT);
            StubServer.Request request = server.onlyRequest();
            String message = quoted.in(request);
            var leaky = new Outcome.Transient(null, error.code, message, Receipt.of(Charged.NO));
            var tight = new Outcome.Transient(null, error.code, "too fast", Receipt.of(Charged.NO));

            assertThatThrownBy(() -> assertShowsNothing(leaky, List.of(), request))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertShowsNothing(tight, List.of(message), request))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void showsNothingThatStandsInThePlaceOfACode() throws Exception {
        String json = "{\"error\":{\"message\":\"why\",\"type\":\"%1$s\",\"code\":\"%1$s\"}}".formatted(TEXT);
        try (var server = StubServer.answering(500, json);
                var logs = new LogCapture()) {
            Outcome outcome = Subject.CHAT
                    .adapter(Calls.connection(server.uri(), Calls.LONG), HTTP)
                    .call(PROMPT);

            assertShowsNothing(outcome, logs.lines(), server.onlyRequest());
        }
    }

    private static void assertShowsNothing(Outcome outcome, List<String> logs, StubServer.Request request) {
        List<String> shown =
                Stream.concat(Stream.of(outcome.toString()), logs.stream()).toList();
        String sign = Quoted.SIGN.in(request);
        assertThat(shown)
                .noneMatch(line -> line.contains(Subject.CREDENTIALS.key()))
                .noneMatch(line -> line.contains(Subject.CREDENTIALS.appSecret()))
                .noneMatch(line -> !sign.isEmpty() && line.contains(sign))
                .noneMatch(line -> line.contains(TEXT.substring(0, 6)));
    }

    /** What an error repeats of the request. */
    enum Quoted {
        KEY("(?<=key=)[^&]+|(?<=Bearer |api-key: )\\S+"),
        SIGN("(?<=&sign=)\\w+"),
        TEXT("这家[^\"\\s]+"),
        BODY("(?s)\r\n\r\n.+|GET .+");

        private final Pattern part;

        Quoted(String part) {
            this.part = Pattern.compile(part);
        }

        /** JumData takes a signature instead of the secret, the others the key itself. */
        boolean isSentBy(Subject subject) {
            return switch (this) {
                case KEY -> subject != Subject.JUMDATA;
                case SIGN -> subject == Subject.JUMDATA;
                case TEXT, BODY -> true;
            };
        }

        /** That part of the request, as it was before it was encoded; empty when it has none. */
        String in(StubServer.Request request) {
            String whole = request.head() + request.body();
            Matcher found = part.matcher(URLDecoder.decode(whole, StandardCharsets.UTF_8));
            return found.find() ? found.group() : "";
        }
    }

    /** One error of a provider. */
    record Refusal(int status, String code) {
        String body(Subject subject, String message) {
            ObjectNode json = Json.newObject();
            switch (subject) {
                case JUHE_GET, JUHE_POST -> json.put("reason", message).put("error_code", code);
                case JUMDATA -> json.put("msg", message).put("code", code);
                case CHAT, AZURE, COMPLETIONS, ENGINES ->
                    json.putObject("error").put("message", message).put("code", code);
            }
            return json.toString();
        }

        @Override
        public String toString() {
            return status + " " + code;
        }
    }
}
