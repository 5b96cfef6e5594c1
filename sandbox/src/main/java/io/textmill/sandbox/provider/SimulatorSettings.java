package io.textmill.sandbox.provider;

import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator behaves.
 *
 * @param seed answers and latencies are functions of it
 * @param latency how long answers take
 * @param messiness the share of answers in messy shapes, 0 to 1
 * @param gullible whether the model obeys instructions inside the text
 * @param limits what the account may do
 * @param credentials what it accepts
 * @param openAi what an OpenAI-compatible server is like
 * @param clock the vendor's clock: signatures, windows and days are judged by it
 * @param ledgerEntries how many of the latest calls the ledger keeps one by one; its totals count all
 * @param tls shows this certificate; null for plain HTTP
 */
public record SimulatorSettings(
        long seed,
        Latency latency,
        double messiness,
        boolean gullible,
        Limits limits,
        Credentials credentials,
        OpenAiSettings openAi,
        InstantSource clock,
        int ledgerEntries,
        @Nullable SSLContext tls) {

    private static final SimulatorSettings DEFAULTS = new SimulatorSettings(
            1,
            Latency.none(),
            0,
            false,
            Limits.NONE,
            Credentials.DEFAULT,
            OpenAiSettings.DEFAULT,
            InstantSource.system(),
            200_000,
            null);

    public SimulatorSettings {
        if (!(messiness >= 0 && messiness <= 1)) {
            throw new IllegalArgumentException("messiness must be 0 to 1, not " + messiness);
        }
    }

    /** Zero latency, clean answers, no limits, plain HTTP. */
    public static SimulatorSettings defaults() {
        return DEFAULTS;
    }

    /** With that seed. */
    public SimulatorSettings withSeed(long newSeed) {
        return new SimulatorSettings(
                newSeed, latency, messiness, gullible, limits, credentials, openAi, clock, ledgerEntries, tls);
    }

    /** With answers that take that long. */
    public SimulatorSettings withLatency(Latency newLatency) {
        return new SimulatorSettings(
                seed, newLatency, messiness, gullible, limits, credentials, openAi, clock, ledgerEntries, tls);
    }

    /** With that share of messy answers. */
    public SimulatorSettings withMessiness(double newMessiness) {
        return new SimulatorSettings(
                seed, latency, newMessiness, gullible, limits, credentials, openAi, clock, ledgerEntries, tls);
    }

    /** With a model that obeys the text, or one that does not. */
    public SimulatorSettings withGullible(boolean newGullible) {
        return new SimulatorSettings(
                seed, latency, messiness, newGullible, limits, credentials, openAi, clock, ledgerEntries, tls);
    }

    /** With those limits. */
    public SimulatorSettings withLimits(Limits newLimits) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, newLimits, credentials, openAi, clock, ledgerEntries, tls);
    }

    /** With those credentials. */
    public SimulatorSettings withCredentials(Credentials newCredentials) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, limits, newCredentials, openAi, clock, ledgerEntries, tls);
    }

    /** With that key and the other credentials as they are. */
    public SimulatorSettings withKey(String key) {
        return withCredentials(new Credentials(key, credentials.appId(), credentials.appSecret()));
    }

    /** With an OpenAI-compatible server of that kind. */
    public SimulatorSettings withOpenAi(OpenAiSettings newOpenAi) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, limits, credentials, newOpenAi, clock, ledgerEntries, tls);
    }

    /** With that clock. */
    public SimulatorSettings withClock(InstantSource newClock) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, limits, credentials, openAi, newClock, ledgerEntries, tls);
    }

    /** With a ledger that keeps so many entries. */
    public SimulatorSettings withLedgerEntries(int newLedgerEntries) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, limits, credentials, openAi, clock, newLedgerEntries, tls);
    }

    /** Over TLS. */
    public SimulatorSettings withTls(SSLContext newTls) {
        return new SimulatorSettings(
                seed, latency, messiness, gullible, limits, credentials, openAi, clock, ledgerEntries, newTls);
    }
}
