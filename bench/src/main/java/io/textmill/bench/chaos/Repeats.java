package io.textmill.bench.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were made again, each with the reason. Pure.
 *
 * <p>A call may be made again only when the worker that made it before had to let go of the work, and had not committed a
 * transaction since the answer that would have carried it; or when the worker that makes it again does not know yet that
 * the work is no longer its own.
 *
 * @param all each call that was made again
 */
record Repeats(List<Repeat> all) {
    /** How long an answer may be on its way into a transaction while the machine is busy. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(3);

    /** The clocks of two processes on one machine agree; the order of their log lines is not that exact. */
    private static final Duration LOGGED_LATE = Duration.ofMillis(500);

    Repeats {
        all = List.copyOf(all);
    }

    /**
     * A call and the next one for the same piece of work.
     *
     * @param cause why there was a second; null when nothing explains it
     */
    record Repeat(Call call, Call again, Cut.@Nullable Cause cause) {}

    /** Finds the calls that were made again, and explains each by what happened to the two workers. */
    static Repeats of(List<Call> calls, List<Story> stories) {
        Map<String, Story> byLife = stories.stream().collect(toMap(Story::life, story -> story));
        var repeats = new ArrayList<Repeat>();
        for (List<Call> same : calls.stream().collect(groupingBy(Call::piece)).values()) {
            List<Call> ordered =
                    same.stream().sorted(Comparator.comparing(Call::begin)).toList();
            for (int i = 1; i < ordered.size(); i++) {
                Call call = ordered.get(i - 1);
                Call again = ordered.get(i);
                Cut.Cause cause = letGo(call, again, byLife.get(call.life()));
                repeats.add(new Repeat(call, again, cause == null ? strayed(again, byLife.get(again.life())) : cause));
            }
        }
        return new Repeats(repeats);
    }

    /** Those that nothing explains. */
    List<Repeat> unexplained() {
        return all.stream().filter(repeat -> repeat.cause() == null).toList();
    }

    /** The calls that were made again for that reason. */
    List<Call> of(Cut.Cause cause) {
        return all.stream()
                .filter(repeat -> repeat.cause() == cause)
                .map(Repeat::call)
                .toList();
    }

    /** Why the worker of the first call had to let go of the work before the second; null when it had not. */
    private static Cut.@Nullable Cause letGo(Call call, Call again, @Nullable Story story) {
        if (story == null) {
            return null;
        }
        return cause(
                story,
                cut -> cut.concerns(call)
                        && isCutOff(call, cut)
                        && cut.from().isBefore(again.begin().plus(LOGGED_LATE))
                        && !couldHaveBeenCommitted(cut, call, story.log().commits()));
    }

    /** Why the worker of the second call made it though the work was no longer its own; null when it was. */
    private static Cut.@Nullable Cause strayed(Call again, @Nullable Story story) {
        if (story == null) {
            return null;
        }
        return cause(story, cut -> cut.concerns(again) && cut.from().isBefore(again.begin()) && isCutOff(again, cut));
    }

    /** Whether the call was begun before the worker let go; one that was just being begun then is never answered. */
    private static boolean isCutOff(Call call, Cut cut) {
        Instant last = call.answered() ? cut.to() : cut.to().plus(LOGGED_LATE);
        return !last.isBefore(call.begin());
    }

    private static Cut.@Nullable Cause cause(Story story, Predicate<Cut> explains) {
        return story.cuts().stream()
                .filter(explains)
                .map(Cut::cause)
                .findFirst()
                .orElse(null);
    }

    /** Whether a transaction was begun well after the answer and well before the cut: it must have carried it. */
    private static boolean couldHaveBeenCommitted(Cut cut, Call call, List<WorkerLog.Commit> commits) {
        Instant end = call.end();
        if (end == null || !call.answered() || !call.ends()) {
            return false;
        }
        Instant late = end.plus(ON_ITS_WAY);
        return commits.stream()
                .anyMatch(commit -> commit.begin().isAfter(late) && commit.end().isBefore(cut.from()));
    }
}
