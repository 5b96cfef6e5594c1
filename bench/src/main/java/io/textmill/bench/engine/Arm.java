package io.textmill.bench.engine;

import io.textmill.bench.Jars;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A way to do slow work on Kafka records, run as a process of its own. */
enum Arm {
    OURS("ours", "exactly-once", "Textmill's engine as the worker runs it: exactly once, a commit at most every 25 ms"),
    OURS_AT_LEAST_ONCE(
            "ours-at-least-once",
            "at-least-once",
            "the same engine with a producer that flushes where it would commit a transaction, and then commits the"
                    + " offsets with the consumer; for this benchmark only"),
    RAW("raw", "", "the floor: consumer, a virtual thread for each record, producer; automatic commits, no guarantee"),
    PARALLEL_CONSUMER(
            "parallel-consumer",
            "consumer",
            "Parallel Consumer, at least once: unordered, its default commit mode (asynchronous, every 5 s)"),
    PARALLEL_CONSUMER_TRANSACTIONAL(
            "parallel-consumer-transactional",
            "transactional",
            "Parallel Consumer, exactly once: unordered, its transactional mode with its defaults (a commit every"
                    + " 100 ms, no work begun while it commits)");

    private final String label;
    private final String mode;
    private final String about;

    Arm(String label, String mode, String about) {
        this.label = label;
        this.mode = mode;
        this.about = about;
    }

    /** What figures and tables call it. */
    String label() {
        return label;
    }

    /** What it is and how it is set, in a line. */
    String about() {
        return about;
    }

    /** The one of that label. */
    static Arm of(String label) {
        return Arrays.stream(values())
                .filter(arm -> arm.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no arm " + label + "; there are "
                        + Arrays.stream(values()).map(Arm::label).toList()));
    }

    /** The command line of its process. */
    List<String> command(Jars jars, ArmArguments arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
        switch (this) {
            case OURS, OURS_AT_LEAST_ONCE -> command.addAll(ours(jars, "EngineArm"));
            case RAW -> command.addAll(ours(jars, "RawArm"));
            case PARALLEL_CONSUMER, PARALLEL_CONSUMER_TRANSACTIONAL ->
                command.addAll(List.of("-jar", jars.parallelConsumer().toString()));
        }
        if (!mode.isEmpty()) {
            command.add(mode);
        }
        command.addAll(arguments.toList());
        return command;
    }

    private static List<String> ours(Jars jars, String main) {
        return List.of(
                "-Dlogback.configurationFile=arm-logback.xml",
                "-cp",
                jars.worker() + File.pathSeparator + jars.bench(),
                Arm.class.getPackageName() + "." + main);
    }
}
