package io.textmill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.textmill.sandbox.provider.Limits;
import io.textmill.sandbox.provider.ProviderKind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the process's command line comes to. */
class ProviderOptionsTest {

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void nothingIsLimitedUnlessTold(ProviderKind kind) {
        assertThat(limits(kind)).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @EnumSource(ProviderKind.class)
    void everyLimitIsForAllProviders(ProviderKind kind) {
        var limits = limits(
                kind,
                "--per-second=5",
                "--per-10s=30",
                "--per-minute=100",
                "--tokens-per-minute=9000",
                "--in-flight=4",
                "--per-day=1000",
                "--balance-calls=500");

        assertThat(limits).isEqualTo(new Limits(5, 30, 100, 9000, 4, 1000, BigDecimal.valueOf(500), BigDecimal.ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--per-second 20 --per-second juhe=5", "--per-second juhe=5 --per-second 20"})
    void aProvidersOwnLimitHoldsBeforeTheOneOfAllInAnyOrder(String line) {
        var arguments = line.split(" ");

        assertThat(limits(ProviderKind.JUHE, arguments).perSecond()).isEqualTo(5);
        assertThat(limits(ProviderKind.OPENAI_CHAT, arguments).perSecond()).isEqualTo(20);
    }

    @Test
    void aLimitOfOneProviderIsNobodyElses() {
        assertThat(limits(ProviderKind.OPENAI_COMPLETIONS, "--in-flight", "openai-completions=2")
                        .inFlight())
                .isEqualTo(2);
        assertThat(limits(ProviderKind.JUMDATA, "--in-flight", "openai-completions=2"))
                .isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "", "juhe=", "juhe=0", "nobody=3"})
    void whatIsNoLimitIsRefused(String value) {
        assertThatThrownBy(() -> limits(ProviderKind.JUHE, "--per-day", value))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageStartingWith("Invalid value for option '--per-day'");
    }

    private static Limits limits(ProviderKind kind, String... arguments) {
        var main = new Main();
        new CommandLine(main).parseArgs(arguments);
        return main.providers().settings(kind).limits();
    }
}
