package io.textmill.sandbox;

import io.textmill.contract.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The sandbox as a process of its own.
 *
 * <p>When everything answers it prints one line of JSON; it ends on SIGTERM or when its standard input ends, so it never
 * outlives the process that started it.
 */
@Command(
        name = "textmill-sandbox",
        mixinStandardHelpOptions = true,
        description = "Starts Kafka and simulators of the four providers on free loopback ports.")
public final class Main implements Callable<Integer> {

    /** How long closing may take before the process ends without it. */
    private static final Duration CLOSE_BUDGET = Duration.ofSeconds(15);

    @Option(names = "--dir", paramLabel = "DIR", description = "Where Kafka keeps its log; a temporary one by default.")
    private @Nullable Path dir;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "6", description = "Partitions of each topic.")
    private int partitions;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "nlp",
            description = "Prefix of the topics.")
    private String topicPrefix = "nlp";

    @Option(
            names = "--lane",
            paramLabel = "TASK.LANE",
            converter = LaneOption.Converter.class,
            description = "A lane of a task, which gets a topic of its own; may be given several times.")
    private List<LaneOption> lanes = List.of();

    @Mixin
    private ProviderOptions providers = new ProviderOptions();

    /** Runs until standard input ends. */
    public static void main(String[] args) {
        // Not logback.xml: worker and sandbox may share a class path, and only one file of that name is read.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "sandbox-logback.xml");
        }
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var log = LogDirectory.of(dir);
        var topics = new Topics(topicPrefix);
        var ofLanes = lanes.stream().map(lane -> lane.topic(topics)).toList();
        var sandbox = Sandbox.start(log.path(), partitions, topics, ofLanes, providers::settings);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            haltAfter(CLOSE_BUDGET);
            sandbox.close();
            log.close();
        }));
        System.out.println(ReadyLine.of(sandbox).toJson());
        System.out.flush();
        while (System.in.read() >= 0) {
            // Whatever comes means nothing; only the end does.
        }
        return 0;
    }

    /** How its simulators behave, once the command line was read. */
    ProviderOptions providers() {
        return providers;
    }

    private static void haltAfter(Duration budget) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(budget);
                Runtime.getRuntime().halt(1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
