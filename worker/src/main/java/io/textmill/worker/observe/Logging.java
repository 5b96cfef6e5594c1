package io.textmill.worker.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import io.textmill.worker.config.LogConfig;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up. It goes to stderr: stdout belongs to what commands print for people and pipes, and container runtimes
 * collect both.
 */
public final class Logging {
    private Logging() {}

    /** From now on the log looks like that, and exceptions that end a thread are in it. */
    public static void configure(LogConfig config) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), config, console());
        var log = LoggerFactory.getLogger(Logging.class);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> log.atError()
                .setCause(e)
                .addKeyValue("thread", thread.getName())
                .log("Uncaught exception"));
    }

    static void configure(LoggerContext context, LogConfig config, OutputStreamAppender<ILoggingEvent> appender) {
        context.reset();
        var layout = switch (config.format()) {
            case TEXT -> new TextLayout();
            case JSON -> new JsonLayout();
        };
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setEncoder(encoder);
        appender.start();

        var level = Level.convertAnSLF4JLevel(config.level());
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        // At INFO the clients print their whole configuration, several times at each start.
        context.getLogger("org.apache.kafka").setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        // It warns of each resend, which is how transactions that follow each other closely normally go.
        context.getLogger("org.apache.kafka.clients.producer.internals.Sender").setLevel(Level.ERROR);
    }

    private static OutputStreamAppender<ILoggingEvent> console() {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setTarget(ConsoleTarget.SystemErr.getName());
        return console;
    }
}
