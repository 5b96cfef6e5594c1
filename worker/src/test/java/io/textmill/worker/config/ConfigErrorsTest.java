package io.textmill.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigErrorsTest {
    private static final String URL = "an http or https URL with a host, without user, query or fragment";

    @Test
    void tellsEverythingThatIsWrongAtOnceInTheOrderOfTheFile() {
        var errors = errors("""
            kafka:
              bootstrapServers: broker
              gruop: g
            tasks:
              sentiment: {provider: juhee}
              summarise: {provider: juhe}
            engine:
              drain: 5 parsecs
              maxInFlight: many
              commitGap: 20s
            jobs: [1, 2]
            admin: {port: 70000, host: "a b"}
            log: {format: xml}
            providers:
              juhe:
                kind: juhe
                baseUrl: "ftp://user:hunter2@host"
                zone: Asia/Shangai
                limits: {perSecond: 0}
              other: {kind: gemini, anything: 1}
              chat: {kind: openai-chat, key: "${MISSING}", model: 4, structuredOutput: perhaps}
            """);

        assertThat(errors)
                .containsExactly(
                        "line 2: kafka.bootstrapServers: is \"broker\", must be host:port, or several with commas"
                                + " between",
                        "line 3: kafka.gruop: is not a known key; did you mean group?",
                        "line 5: tasks.sentiment.provider: is \"juhee\", which is not configured under providers; did"
                                + " you mean juhe?",
                        "line 6: tasks.summarise: is not a known key; did you mean summarize?",
                        "line 8: engine.drain: is \"5 parsecs\", must be a duration from 1s to 10m, written like 250ms,"
                                + " 10s, 2m, 24h or 7d",
                        "line 9: engine.maxInFlight: is \"many\", must be a whole number from 1 to 100000",
                        "line 10: engine.commitGap: is 20s, must be below 15s, the transaction timeout",
                        "line 11: jobs: is a list, must be a section of keys and values",
                        "line 12: admin.host: is \"a b\", must be a host name or an IP address",
                        "line 12: admin.port: is \"70000\", must be a whole number from 0 to 65535",
                        "line 13: log.format: is \"xml\", must be text or json",
                        "line 16: providers.juhe.key: is missing, must be text, not blank and without control"
                                + " characters",
                        "line 17: providers.juhe.baseUrl: is \"ftp://********@host\", must be " + URL,
                        "line 18: providers.juhe.zone: is \"Asia/Shangai\", must be a time zone such as Asia/Shanghai"
                                + " or UTC",
                        "line 19: providers.juhe.limits.perSecond: is \"0\", must be a number from 0.001 to 10000",
                        "line 20: providers.other.kind: is \"gemini\", must be juhe or jumdata or openai-chat or"
                                + " openai-completions",
                        "line 21: providers.chat.key: needs the environment variable MISSING, which is not set",
                        "line 21: providers.chat.model: is the number 4, put it in quotes, must be text,"
                                + " not blank and without control characters",
                        "line 21: providers.chat.structuredOutput: is \"perhaps\", must be json_schema or json_object"
                                + " or none");
    }

    @Test
    void tellsWhatIsWrongWithLanes() {
        var errors = errors("""
            kafka: {bootstrapServers: "h:1", topicPrefix: %s}
            tasks:
              sentiment:
                provider: juhe
                weight: 0
                lanes:
                  a.b: {weight: 2}
                  acme: {weight: 2, tenant: acne, wieght: 1}
                  %s: {}
            tenants: {acme: {}}
            providers:
              juhe: {kind: juhe, baseUrl: "https://h", key: "${KEY:-k}"}
            """.formatted("p".repeat(180), "l".repeat(64)));

        assertThat(errors)
                .containsExactly(
                        "line 5: tasks.sentiment.weight: is \"0\", must be a number from 0.01 to 1000",
                        "line 7: tasks.sentiment.lanes.a.b: cannot be a lane's name, must be 1 to 64 letters, digits"
                                + " and dashes",
                        "line 8: tasks.sentiment.lanes.acme.wieght: is not a known key; did you mean weight?",
                        "line 8: tasks.sentiment.lanes.acme.tenant: is \"acne\", which is not configured under tenants;"
                                + " did you mean acme?",
                        "line 9: tasks.sentiment.lanes." + "l".repeat(64)
                                + ": makes a topic name of 260 characters, must be at most 249 together with"
                                + " kafka.topicPrefix");
    }

    @Test
    void tellsHowManyErrorsWhichFileHas() {
        var error = catchThrowableOfType(
                ConfigException.class, () -> WorkerConfig.parse("textmill.yaml", "kafka: {group: g}\n", Map.of()));

        assertThat(error).hasMessage("""
            textmill.yaml has 3 errors:
              tasks: is missing, must be at least one of summarize, sentiment, extraction
              providers: is missing, must be at least one provider
              line 1: kafka.bootstrapServers: is missing, must be host:port, or several with commas between\
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        drain: 151s                    | is 151s, must be at most 150s, half of max.poll.interval.ms
        drain: 59s                     | is 60s, must be below engine.drain, 59s, or a stop cuts off calls that are paid
        drain: 60s                     | is 60s, must be below engine.drain, 60s, or a stop cuts off calls that are paid
        commitGap: 15s                 | is 15s, must be below 15s, the transaction timeout
        """)
    void refusesEngineBoundsThatContradictOthers(String engine, String expected) {
        var errors = errors(minimal("") + "engine: {" + engine + "}\n");

        assertThat(errors).singleElement().asString().endsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        retry: {backoff: 30s}                | retry.backoff: is 30s, must be at most retry.maxBackoff, 20s
        baseUrl: "https://h?key=hunter2"     | baseUrl: is "https://h?********", must be an http or https URL with a host, without user, query or fragment
        baseUrl: "https://"                  | baseUrl: is "https://", must be an http or https URL with a host, without user, query or fragment
        proxy: "proxy:0"                     | proxy: is "proxy:0", must be host:port
        timeout: 10                          | timeout: is the number 10, put it in quotes, must be a duration from 100ms to 10m, written like 250ms, 10s, 2m, 24h or 7d
        model: gpt                           | model: is not a known key; known here: kind, baseUrl, timeout, maxReplyBytes, proxy, key, method, zone, charged, prompts, pack, limits, retry, price
        prompts: /nowhere                     | prompts: is "/nowhere", must be a directory with files in UTF-8
        charged: {274704: perhaps}           | charged.274704: is "perhaps", must be true or false or unknown
        charged: {10015: true}               | charged.10015: is not a known key; did you mean 10014?
        max_reply_bytes: 9                   | max_reply_bytes: is not a known key; did you mean maxReplyBytes?
        zone: {a: b}                         | zone: is a section, must be a time zone such as Asia/Shanghai or UTC
        price: {perCall: 1e9, currency: CNY} | perCall: is "1e9", must be a number from 0 to 1000000
        price: {perCall: 1}                  | currency: is missing, must be a currency of ISO 4217 such as CNY or USD
        timeout: "${DAY}"                    | timeout: is "${DAY}" after replacing, must be a duration from 100ms to 10m, written like 250ms, 10s, 2m, 24h or 7d
        zone: "${a b}"                       | zone: has a ${ that begins no ${NAME} or ${NAME:-default}; write $${ for the characters
        zone: "*x"                           | zone: is "*x", must be a time zone such as Asia/Shanghai or UTC
        """)
    void refusesAWrongProviderKey(String key, String expected) {
        var errors = errors(minimal(", " + key));

        assertThat(errors).singleElement().asString().endsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        per: day                                                         | c: must have either money or calls
        per: day, calls: 5, money: {amount: 1, currency: CNY}            | c: must have either money or calls
        calls: 5                                                         | c.per: is missing, must be day or month
        per: week, calls: 5                                              | c.per: is "week", must be day or month
        per: day, calls: 5, provider: i                                  | c.provider: is "i", which is not configured under providers; did you mean j?
        per: day, money: {amount: 1, currency: USD}                      | c.money.currency: is USD, in which no provider has a price
        per: day, money: {amount: 1, currency: USD}, provider: j         | c.money.currency: is USD, in which the provider j has none
        per: day, calls: 5, whenReached: stop                            | c.whenReached: is "stop", must be wait or fail
        """)
    void refusesAWrongCap(String cap, String expected) {
        var errors = errors(minimal(", price: {perCall: 1, currency: CNY}") + "caps: {c: {" + cap + "}}\n");

        assertThat(errors)
                .singleElement()
                .asString()
                .contains("caps." + expected.split(":", 2)[0])
                .endsWith(expected);
    }

    @Test
    void refusesACapOfATenantThatIsNotConfiguredWhereOthersAre() {
        var caps = "caps: {c: {per: day, calls: 5, tenant: acne}}\n";

        assertThat(errors(minimal("") + "tenants: {acme: {}, other: {}}\n" + caps))
                .singleElement()
                .asString()
                .endsWith("caps.c.tenant: is \"acne\", which is not configured under tenants; did you mean acme?");
    }

    @Test
    void neverShowsASecretThatIsOfAWrongType() {
        var errors = errors(minimal("").replace("\"k\"", "4711"));

        assertThat(errors)
                .containsExactly(
                        "line 3: providers.j.key: is ********, must be text, not blank and without control characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        azure: {deployment: d, apiVersion: v}                      | baseUrl: must be the address of the Azure resource when there is an azure section
        baseUrl: "https://h", azure: {deployment: d}               | azure.apiVersion: is missing, must be text, not blank and without control characters
        baseUrl: "https://h"                                       | model: is missing, must be text, not blank and without control characters
        baseUrl: "https://h/v1", model: m                          | baseUrl: ends in /v1, which is added by itself: leave it off
        """)
    void refusesAWrongCombinationOfModelAndAddress(String keys, String expected) {
        var errors = errors(minimal("").replace("kind: juhe", "kind: openai-chat, " + keys));

        assertThat(errors).singleElement().asString().endsWith(expected);
    }

    @Test
    void refusesAzureForAnyOtherKind() {
        var errors = errors(minimal(", azure: {deployment: d, apiVersion: v}"));

        assertThat(errors).singleElement().asString().contains("providers.j.azure: is not a known key");
    }

    @Test
    void refusesKafkaPropertiesThatTheWorkerOwns() {
        var errors = errors(minimal("")
                .replace("\"h:1\"", "\"h:1\", properties: {acks: 1, fetch.min.bytes: 1, enable.auto.commit: true}"));

        assertThat(errors)
                .containsExactly(
                        "line 1: kafka.properties.acks: is set by the worker and cannot be changed",
                        "line 1: kafka.properties.enable.auto.commit: is set by the worker and cannot be changed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        properties: {session.timeout.ms: 6000}                      | session.timeout.ms: is for protocol: classic only
        properties: {heartbeat.interval.ms: 500}                    | heartbeat.interval.ms: is for protocol: classic only
        protocol: classic, properties: {group.remote.assignor: x}   | group.remote.assignor: is for protocol: consumer only
        properties: {group.protocol: classic}                       | group.protocol: is set by the worker and cannot be changed
        properties: {partition.assignment.strategy: x}              | partition.assignment.strategy: is set by the worker and cannot be changed
        protocol: static                                            | protocol: is "static", must be consumer or classic
        checks: ignore                                              | checks: is "ignore", must be warn or refuse
        """)
    void refusesWhatDoesNotGoWithTheGroupProtocol(String keys, String expected) {
        var errors = errors(minimal("").replace("\"h:1\"", "\"h:1\", " + keys));

        assertThat(errors).singleElement().asString().endsWith(expected);
    }

    @Test
    void refusesAProviderNameThatIsNoLabel() {
        var errors =
                errors(minimal("").replace("j:", "\"my provider\":").replace("provider: j", "provider: my provider"));

        assertThat(errors)
                .containsExactly("line 3: providers.my provider: is no name for a provider, must be 1 to 63 letters,"
                        + " digits, dashes or underscores");
    }

    @Test
    void tellsWhereAKeyStandsTwice() {
        var errors = errors(minimal("") + "log: {level: info}\nlog: {level: warn, level: error}\n");

        assertThat(errors)
                .containsExactly(
                        "line 5: log.level: stands twice, first in line 5",
                        "line 5: log: stands twice, first in line 4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a: 1\\n b: hunter2: 2\\n    | line 2, column 3: not YAML: mapping values are not allowed here
        a: "hunter2\\n              | line 2, column 1: not YAML: while scanning a quoted scalar, found unexpected end of stream
        - hunter2                   | line 1: the file must be a YAML mapping
        ''                          | line 1: the file is empty
        """)
    void tellsWhereTheFileIsNoYamlWithoutQuotingIt(String yaml, String expected) {
        assertThat(errors(yaml.replace("\\n", "\n"))).containsExactly(expected);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(errors(minimal("") + "---\nlog: {}\n"))
                .containsExactly("line 5: the file must be one YAML document, a second one begins here");
    }

    @Test
    void refusesAnAlias() {
        assertThat(errors(minimal("") + "log: {level: &x info}\nworker: {id: *x}\n"))
                .containsExactly(
                        "line 5: worker.id: is a YAML alias (*name), which is not supported; put text in quotes");
    }

    @Test
    void keepsEveryErrorInOneLine() {
        var errors = errors(minimal("") + "\"a\\nb\": 1\nworker: {id: \"x\\ny\"}\n");

        assertThat(errors).hasSize(2).noneMatch(error -> error.contains("\n"));
    }

    private static String minimal(String moreOfTheProvider) {
        return """
            kafka: {bootstrapServers: "h:1"}
            tasks: {sentiment: {provider: j}}
            providers: {j: {kind: juhe, key: "k"%s}}
            """.formatted(moreOfTheProvider);
    }

    /** All errors of that file; none of them may show the secret {@code hunter2}. */
    @Test
    void takesPromptsInCharactersOrInTokensButNotBoth() {
        var errors = errors("""
            kafka: {bootstrapServers: "h:1"}
            tasks: {sentiment: {provider: chat}}
            providers:
              chat:
                {kind: openai-chat, key: "${DAY}", model: m, maxPromptCharacters: 9000, contextTokens: 9000}
            """);

        assertThat(errors)
                .containsExactly("line 5: providers.chat.contextTokens: cannot stand beside maxPromptCharacters: leave"
                        + " one of them out");
    }

    private static List<String> errors(String yaml) {
        var error = catchThrowableOfType(
                ConfigException.class, () -> WorkerConfig.parse("textmill.yaml", yaml, Map.of("DAY", "hunter2")));
        assertThat(error.getMessage()).doesNotContain("hunter2");
        return error.errors().stream().collect(Collectors.toList());
    }
}
