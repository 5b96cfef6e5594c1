package io.textmill.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.textmill.worker.config.LogConfig;
import io.textmill.worker.config.LogConfig.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writesTextAsOneLineOfPairs() {
        var log = logger(Format.TEXT, Level.INFO);

        log.atInfo()
                .addKeyValue("jobId", "j-1")
                .addKeyValue("order_id", "G2302")
                .addKeyValue("ms", 12)
                .log("Job done");

        assertThat(text()).matches(TIME + " INFO  Engine Job done jobId=j-1 order_id=G2302 ms=12\n");
    }

    @Test
    void quotesAndEscapesAValueThatIsNotOneWord() {
        var log = logger(Format.TEXT, Level.INFO);

        log.atInfo()
                .addKeyValue("a", "two words")
                .addKeyValue("b", "say \"hi\"\nback\\slash")
                .addKeyValue("c", "")
                .addKeyValue("d", (Object) null)
                .addKeyValue("e f", "x=y")
                .addKeyValue("g", "中文")
                .log("m");

        assertThat(text())
                .endsWith(" m a=\"two words\" b=\"say \\\"hi\\\"\\nback\\\\slash\" c=\"\" d=null e_f=\"x=y\" g=中文\n");
    }

    @Test
    void writesJsonWithEachPairAsAField() {
        var log = logger(Format.JSON, Level.INFO);

        log.atWarn()
                .addKeyValue("jobId", "j-1")
                .addKeyValue("ms", 12L)
                .addKeyValue("charged", true)
                .addKeyValue("level", "mine")
                .log("Slow \"call\"");

        var line = JSON.readTree(text());
        assertThat(line.path("time").asString()).matches(TIME);
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("logger").asString()).isEqualTo("io.textmill.Engine");
        assertThat(line.path("message").asString()).isEqualTo("Slow \"call\"");
        assertThat(line.path("jobId").asString()).isEqualTo("j-1");
        assertThat(line.path("ms").asInt()).isEqualTo(12);
        assertThat(line.path("charged").asBoolean()).isTrue();
        assertThat(line.path("level_").asString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnyInputInOneLine(Format format) {
        var log = logger(format, Level.INFO);
        var random = new Random(42);
        var lines = 300;

        for (var i = 0; i < lines; i++) {
            mdc.put("context", hostile(random));
            log.atError()
                    .setCause(new IOException(hostile(random), new IllegalStateException(hostile(random))))
                    .addKeyValue(hostile(random), hostile(random))
                    .addKeyValue("value", hostile(random))
                    .log(hostile(random) + "{}", hostile(random));
        }

        // split, not lines(): a lone line feed is the only end of a line there may be
        var written = text().split("\n", -1);
        assertThat(written).hasSize(lines + 1);
        assertThat(written[lines]).isEmpty();
        assertThat(Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n]]")
                        .matcher(text())
                        .results())
                .isEmpty();
        if (format == Format.JSON) {
            for (var i = 0; i < lines; i++) {
                assertThat(JSON.readTree(written[i]).isObject()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void foldsAnExceptionWithItsCauseIntoTheLine(Format format) {
        var log = logger(format, Level.INFO);

        log.atError()
                .setCause(new IOException("outer\nmessage", new IllegalStateException("inner")))
                .log("Failed");

        assertThat(text().strip())
                .doesNotContain("\n")
                .contains(
                        "java.io.IOException: outer\\nmessage",
                        "at io.textmill.worker.observe.LoggingTest",
                        "caused by java.lang.IllegalStateException: ",
                        "inner");
    }

    @ParameterizedTest
    @EnumSource
    void boundsTheLengthOfALine(Format format) {
        var log = logger(format, Level.INFO);

        log.atError()
                .setCause(new IOException("x".repeat(100_000)))
                .addKeyValue("v", "y".repeat(100_000))
                .log("z".repeat(100_000));

        assertThat(text()).hasSizeLessThan(20_000).contains("…(99000 more)", "…(92000 more)");
    }

    @ParameterizedTest
    @EnumSource
    void survivesAValueThatCannotBePrinted(Format format) {
        var log = logger(format, Level.INFO);

        log.atInfo()
                .addKeyValue("bad", new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("no");
                    }
                })
                .log("m");

        assertThat(text()).contains("(toString failed: java.lang.IllegalStateException)");
    }

    @ParameterizedTest
    @EnumSource
    void addsTheThreadsContextBehindTheEventsOwnPairs(Format format) {
        var log = logger(format, Level.INFO);
        mdc.put("jobId", "of the thread");
        mdc.put("task", "sentiment");

        log.atInfo().addKeyValue("jobId", "own").log("m");

        assertThat(text()).contains("own", "sentiment").doesNotContain("of the thread");
    }

    @Test
    void leavesOutWhatIsBelowTheLevel() {
        var log = logger(Format.TEXT, Level.WARN);

        log.info("quiet");
        log.warn("loud");

        assertThat(text()).endsWith(" WARN  Engine loud\n").doesNotContain("quiet");
    }

    @Test
    void keepsKafkasClientsAtWarnings() {
        logger(Format.TEXT, Level.DEBUG);
        var kafka = context.getLogger("org.apache.kafka.clients.Metadata");

        kafka.info("chatter");
        kafka.warn("trouble");

        assertThat(text()).endsWith(" WARN  Metadata trouble\n").doesNotContain("chatter");
    }

    @Test
    void replacesWhatWasConfiguredBefore() {
        logger(Format.TEXT, Level.INFO);
        var log = logger(Format.JSON, Level.INFO);

        log.info("once");

        assertThat(text().lines()).singleElement().asString().startsWith("{");
    }

    private Logger logger(Format format, Level level) {
        context.setMDCAdapter(mdc);
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setOutputStream(out);
        Logging.configure(context, new LogConfig(format, level), appender);
        return context.getLogger("io.textmill.Engine");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Line ends, quotes, control characters, half surrogates and placeholders. */
    private static String hostile(Random random) {
        var alphabet = "a b=\"'\\\n\r\t\u0000\u0007\u001b\u007f\u0085\u2028\u2029\ud83d\ude00{}%,:[]中";
        return random.ints(random.nextInt(20), 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }
}
