package io.textmill.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of the topics: {@code <prefix>.<task>.jobs}, {@code .results}, {@code .dead-letters},
 * {@code .retry.<tier>}, {@code .journal}, and {@code <prefix>.calls}, {@code <prefix>.groups} and
 * {@code <prefix>.budget}. A lane's jobs have a topic of their own, {@code <prefix>.<task>.jobs.<lane>}; all else it
 * shares with its task.
 *
 * @param prefix what all names begin with
 */
public record Topics(String prefix) {

    /** The topics under the usual prefix {@code nlp}. */
    public static final Topics DEFAULT = new Topics("nlp");

    /** How long jobs wait in retry topics, shortest first: the ends of their names. */
    public static final List<String> RETRY_TIERS = List.of("10s", "1m", "10m", "1h");

    /** What a lane may be called: 1 to 64 letters, digits and dashes. */
    public static final Pattern LANE = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Where jobs of that task are published. */
    public String jobs(Task task) {
        return name(task, "jobs");
    }

    /**
     * Where jobs of that task are published that have a lane to themselves.
     *
     * @param lane as the workers' configuration calls it
     * @throws IllegalArgumentException when no lane can have that name
     */
    public String jobs(Task task, String lane) {
        if (!LANE.matcher(lane).matches()) {
            throw new IllegalArgumentException("lane: \"" + lane + "\"; allowed: 1 to 64 letters, digits and dashes");
        }
        return lanePrefix(task) + lane;
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

    /** Where jobs of that task wait for their next attempt, one topic for each of {@link #RETRY_TIERS}. The worker's own. */
    public List<String> retries(Task task) {
        return RETRY_TIERS.stream().map(tier -> retryPrefix(task) + tier).toList();
    }

    /** What the names of {@link #retries} begin with. */
    public String retryPrefix(Task task) {
        return name(task, "retry.");
    }

    /** What was asked and answered for jobs of that task that are not done: compacted, partitioned as jobs. The worker's own. */
    public String journal(Task task) {
        return name(task, "journal");
    }

    /** Which partitions each group of workers has ever begun: compacted, a few records, never to be deleted. */
    public String groups() {
        return prefix + ".groups";
    }

    /** Who has leased what of which cap: one partition, kept for longer than a month. The workers' own. */
    public String budget() {
        return prefix + ".budget";
    }

    /** Every topic: those of all tasks, calls, groups and budget. Not those of lanes, which are configured. */
    public List<String> all() {
        Stream<String> ofTasks = Arrays.stream(Task.values())
                .flatMap(task -> Stream.concat(
                        Stream.of(jobs(task), results(task), deadLetters(task), journal(task)),
                        retries(task).stream()));
        return Stream.concat(ofTasks, Stream.of(calls(), groups(), budget())).toList();
    }

    /** The task whose jobs that topic carries, if it is a jobs topic, of a lane or not, or one of its retry topics. */
    public Optional<Task> taskOfJobs(String topic) {
        return Arrays.stream(Task.values())
                .filter(task -> jobs(task).equals(topic) || topic.startsWith(retryPrefix(task)) || isLane(task, topic))
                .findFirst();
    }

    private boolean isLane(Task task, String topic) {
        String prefixOfLanes = lanePrefix(task);
        return topic.startsWith(prefixOfLanes)
                && LANE.matcher(topic.substring(prefixOfLanes.length())).matches();
    }

    private String lanePrefix(Task task) {
        return name(task, "jobs.");
    }

    private String name(Task task, String kind) {
        return prefix + "." + task.wireName() + "." + kind;
    }
}
