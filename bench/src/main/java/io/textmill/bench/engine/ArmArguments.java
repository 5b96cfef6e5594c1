package io.textmill.bench.engine;

import java.io.IOException;
import java.util.List;

/**
 * What a program is told that is an arm. It takes these as its arguments, prints a line when it runs, and runs until its
 * standard input ends.
 *
 * @param bootstrapServers where Kafka listens
 * @param input the topic of the jobs
 * @param output the topic of the results
 * @param group the consumer group
 * @param concurrency most jobs at a time
 */
record ArmArguments(String bootstrapServers, String input, String output, String group, int concurrency) {

    static ArmArguments parse(List<String> arguments) {
        if (arguments.size() != 5) {
            throw new IllegalArgumentException(
                    "bootstrap servers, input, output, group and concurrency are needed, not " + arguments);
        }
        return new ArmArguments(
                arguments.get(0),
                arguments.get(1),
                arguments.get(2),
                arguments.get(3),
                Integer.parseInt(arguments.get(4)));
    }

    List<String> toList() {
        return List.of(bootstrapServers, input, output, group, Integer.toString(concurrency));
    }

    /** Says that the arm runs, and ends the process with its standard input. Nothing of a clean stop is measured. */
    static void announce() {
        Thread.ofPlatform().daemon().name("end-of-input").start(ArmArguments::haltAtEndOfInput);
        System.out.println("READY");
        System.out.flush();
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Only the end means something.
            }
        } catch (IOException _) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
