package io.textmill.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of a {@link WorkerProcess} tells of its partitions and commits. Pure.
 *
 * @param assignments how often it was given partitions
 * @param partings when it lost partitions or gave them back
 * @param commits its transactions that were committed
 * @param refusals when the brokers refused one because the worker was no longer a member of its group
 * @param aborted how many were not committed
 * @param unknown how many had an outcome that it had to read back
 */
record WorkerLog(
        int assignments,
        List<Parting> partings,
        List<Commit> commits,
        List<Instant> refusals,
        int aborted,
        int unknown) {
    /** The name under which commits are logged. */
    static final String COMMITS = "Commits";

    static final String COMMITTED = "committed";
    static final String ABORTED = "not committed";
    static final String UNKNOWN = "outcome unknown";

    /** As chaos-worker-logback.xml writes it. */
    private static final Pattern LINE =
            Pattern.compile("(\\S+Z) +[A-Z]+ +\\[(Engine|GroupCommit|Commits)] (.*?) \\|(.*)");

    private static final Pattern PARTITIONS = Pattern.compile("partitions=\"\\[(.*)]\"");
    private static final Pattern TOOK = Pattern.compile("took=\"(\\d+)\"");

    WorkerLog {
        partings = List.copyOf(partings);
        commits = List.copyOf(commits);
        refusals = List.copyOf(refusals);
    }

    /**
     * It let go of partitions.
     *
     * @param at when
     * @param lost whether the brokers had given them to others already
     * @param partitions which
     */
    record Parting(Instant at, boolean lost, Set<String> partitions) {}

    /** A transaction from its begin to the answer that it was committed. */
    record Commit(Instant begin, Instant end) {}

    static WorkerLog parse(List<String> lines) {
        int assignments = 0;
        int aborted = 0;
        int unknown = 0;
        var partings = new ArrayList<Parting>();
        var commits = new ArrayList<Commit>();
        var refusals = new ArrayList<Instant>();
        for (String text : lines) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            Instant at = Instant.parse(line.group(1));
            String values = line.group(4);
            switch (line.group(3)) {
                case "assigned" -> assignments++;
                case "lost" -> partings.add(new Parting(at, true, partitions(values)));
                case "revoked" -> partings.add(new Parting(at, false, partitions(values)));
                case COMMITTED -> commits.add(new Commit(at.minus(took(values)), at));
                case "transaction not committed" -> {
                    if (values.contains("CommitFailedException")) {
                        refusals.add(at);
                    }
                }
                case ABORTED -> aborted++;
                case UNKNOWN -> unknown++;
                default -> {
                    // Of no matter here.
                }
            }
        }
        return new WorkerLog(assignments, partings, commits, refusals, aborted, unknown);
    }

    private static Set<String> partitions(String values) {
        Matcher found = PARTITIONS.matcher(values);
        return found.find() ? Set.of(found.group(1).split(", ", -1)) : Set.of();
    }

    private static Duration took(String values) {
        Matcher found = TOOK.matcher(values);
        return found.find() ? Duration.ofMillis(Long.parseLong(found.group(1))) : Duration.ZERO;
    }
}
