package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real texts through the whole chain: sandbox and worker as processes of their own, from their own jars. A build that
 * packages them first, such as {@code ./mvnw verify}, brings the jars; a plain {@code ./mvnw test} has none, or older ones.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class CorporaChainTest {
    private static final int LINES_OF_A_FILE = 50;
    private static final int TEXTS_AT_LEAST = 300;
    /** Without any result for so long, the rest is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Jars jars = Jars.ofThisBuild();

    @TempDir
    Path folder;

    @Test
    void everyTextGetsExactlyOneValidResultAndTheBooksAgree() throws Exception {
        List<Input> inputs = inputs();
        try (var children = new Children(() -> {}, () -> {})) {
            Chain chain = Chain.start(jars, settings(), children);
            try (var exchange = Exchange.checked(chain.sandbox().bootstrapServers())) {
                var tally = new Tally(exchange.publish(inputs));
                await(tally, exchange, chain);
                chain.stopWorker();
                exchange.readToEnd(tally);

                Summary summary = Summary.of(tally, chain.ledgers(), exchange.check(), 0);
                assertThat(summary.missing()).as("missing").isZero();
                assertThat(summary.duplicates()).as("twice").isZero();
                assertThat(summary.problems()).isEmpty();
                assertThat(summary.differences()).isEmpty();
                assertThat(summary.values()).isEqualTo(new Summary.Checked(inputs.size(), inputs.size()));
                assertThat(summary.succeeded()).isEqualTo(inputs.size());
            }
        }
    }

    private List<Input> inputs() throws IOException {
        Path corpora = jars.root().resolve("../shared/corpora").normalize();
        assumeTrue(Files.isDirectory(corpora), () -> "skipped: there are no texts in " + corpora);
        assumeTrue(
                packaged("sandbox") && packaged("worker"), "skipped: the jars of sandbox and worker are not packaged");
        var lines = new JobLines(new ProviderSpread(Chain.Settings.MAX_CALLS));
        var inputs = new ArrayList<Input>();
        try (Stream<Path> files = Files.list(corpora)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                try (Stream<String> content = Files.lines(file)) {
                    inputs.addAll(lines.read(
                            file.toString(), content.limit(LINES_OF_A_FILE).toList()));
                }
            }
        }
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(TEXTS_AT_LEAST);
        return inputs;
    }

    private boolean packaged(String module) {
        return Files.isRegularFile(jars.root().resolve(module + "/target/textmill-" + module + ".jar"));
    }

    private Chain.Settings settings() {
        return new Chain.Settings(
                folder,
                List.of("--latency", "constant:0ms"),
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m"),
                16);
    }

    private static void await(Tally tally, Exchange exchange, Chain chain) {
        int events = 0;
        long lastEvent = System.nanoTime();
        while (!tally.complete() && System.nanoTime() - lastEvent < PATIENCE.toNanos()) {
            exchange.read(tally);
            chain.mustBeAlive();
            if (tally.events() > events) {
                events = tally.events();
                lastEvent = System.nanoTime();
            }
        }
    }
}
