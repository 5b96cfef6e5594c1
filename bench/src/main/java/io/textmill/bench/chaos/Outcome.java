package io.textmill.bench.chaos;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of the jobs. Pure.
 *
 * @param jobs how many there were
 * @param missing those without an outcome
 * @param duplicates outcomes beyond one for each job
 * @param wrong those whose outcome is in another topic than it should be
 * @param calls how many calls the provider saw
 * @param cutOff those of them that the caller did not wait for
 * @param repeats those that were made again
 * @param longestWait the longest time from a job's last answer until its outcome was visible
 * @param lateness of the calls that had to wait
 */
record Outcome(
        int jobs,
        int missing,
        int duplicates,
        int wrong,
        int calls,
        int cutOff,
        Repeats repeats,
        Duration longestWait,
        Lateness lateness) {

    static Outcome of(
            Collection<ChaosJob> jobs, Map<String, List<Visible.Seen>> seen, List<Call> calls, List<Story> stories) {
        int missing = 0;
        int duplicates = 0;
        int wrong = 0;
        for (ChaosJob job : jobs) {
            List<Visible.Seen> outcomes = seen.getOrDefault(job.id(), List.of());
            missing += outcomes.isEmpty() ? 1 : 0;
            duplicates += Math.max(0, outcomes.size() - 1);
            wrong += outcomes.stream()
                            .allMatch(
                                    outcome -> outcome.topic().equals(job.kind().topic()))
                    ? 0
                    : 1;
        }
        return new Outcome(
                jobs.size(),
                missing,
                duplicates,
                wrong,
                calls.size(),
                (int) calls.stream().filter(call -> !call.answered()).count(),
                Repeats.of(calls, stories),
                longestWait(seen, calls),
                Lateness.of(calls));
    }

    /** Whether everything held that must hold. */
    boolean passed() {
        return missing == 0
                && duplicates == 0
                && wrong == 0
                && lateness.early() == 0
                && repeats.unexplained().isEmpty();
    }

    private static Duration longestWait(Map<String, List<Visible.Seen>> seen, List<Call> calls) {
        Map<String, List<Instant>> answers = calls.stream()
                .filter(Call::answered)
                .collect(groupingBy(Call::job, mapping(call -> requireNonNull(call.end()), toList())));
        return seen.entrySet().stream()
                .flatMap(each -> wait(each.getValue().getFirst().at(), answers.getOrDefault(each.getKey(), List.of())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** From the last answer that can have led to it until it was visible; nothing when no call was needed. */
    private static Stream<Duration> wait(Instant visible, List<Instant> answers) {
        return answers.stream()
                .filter(answer -> !answer.isAfter(visible))
                .max(Comparator.naturalOrder())
                .map(answer -> Duration.between(answer, visible))
                .stream();
    }
}
