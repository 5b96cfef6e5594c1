package io.textmill.contract;

import java.util.Arrays;
import java.util.Optional;

/**
 * The names of the topics: {@code <prefix>.<task>.jobs}, {@code .results}, {@code .dead-letters}, and
 * {@code <prefix>.calls}.
 *
 * @param prefix what all names begin with
 */
public record Topics(String prefix) {

    /** The topics under the usual prefix {@code nlp}. */
    public static final Topics DEFAULT = new Topics("nlp");

    /** Where jobs of that task are published. */
    public String jobs(Task task) {
        return name(task, "jobs");
    }

    /** Where the results of that task appear. */
    public String results(Task task) {
        return name(task, "results");
    }

    /** Where jobs of that task end that failed for good. */
    public String deadLetters(Task task) {
        return name(task, "dead-letters");
    }

    /** Where every provider call is recorded, 90 days. */
    public String calls() {
        return prefix + ".calls";
    }

    /** The task whose jobs that topic carries, if it is a jobs topic. */
    public Optional<Task> taskOfJobs(String topic) {
        return Arrays.stream(Task.values())
                .filter(task -> jobs(task).equals(topic))
                .findFirst();
    }

    private String name(Task task, String kind) {
        return prefix + "." + task.wireName() + "." + kind;
    }
}
