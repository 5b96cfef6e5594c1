package io.textmill.sandbox;

import io.textmill.sandbox.provider.Limits;
import io.textmill.sandbox.provider.ProviderKind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the accounts may do, as given on the command line; each option may be repeated. */
final class LimitOptions {
    private static final String LIMIT = "[PROVIDER=]N";

    @Option(
            names = "--per-second",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Calls in any second, of every provider or of one (juhe=10); no limit by default.")
    private List<LimitValue> perSecond = new ArrayList<>();

    @Option(
            names = "--per-10s",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Calls in any 10 seconds.")
    private List<LimitValue> per10Seconds = new ArrayList<>();

    @Option(
            names = "--per-minute",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Calls in any 60 seconds.")
    private List<LimitValue> perMinute = new ArrayList<>();

    @Option(
            names = "--tokens-per-minute",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Tokens in any 60 seconds, prompts and answers, where the provider counts them.")
    private List<LimitValue> tokensPerMinute = new ArrayList<>();

    @Option(
            names = "--in-flight",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Calls at once.")
    private List<LimitValue> inFlight = new ArrayList<>();

    @Option(
            names = "--per-day",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Calls in a day of the provider's zone.")
    private List<LimitValue> perDay = new ArrayList<>();

    @Option(
            names = "--balance-calls",
            paramLabel = LIMIT,
            converter = LimitValue.Converter.class,
            description = "Charged calls that the account can pay for.")
    private List<LimitValue> balanceCalls = new ArrayList<>();

    Limits of(ProviderKind kind) {
        Limits limits = Limits.NONE
                .withRates(
                        LimitValue.of(kind, perSecond, Limits.UNLIMITED),
                        LimitValue.of(kind, per10Seconds, Limits.UNLIMITED),
                        LimitValue.of(kind, perMinute, Limits.UNLIMITED))
                .withTokensPerMinute(LimitValue.of(kind, tokensPerMinute, Limits.UNLIMITED))
                .withInFlight(LimitValue.of(kind, inFlight, Limits.UNLIMITED))
                .withPerDay(LimitValue.of(kind, perDay, Limits.UNLIMITED));
        int calls = LimitValue.of(kind, balanceCalls, Limits.UNLIMITED);
        return calls == Limits.UNLIMITED ? limits : limits.withBalanceOfCalls(calls);
    }
}
