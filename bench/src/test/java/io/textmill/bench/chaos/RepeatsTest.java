package io.textmill.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times are seconds from a start. Worker w1.1 calls first, w2.1 calls again. */
class RepeatsTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Set<String> PARTITION = Set.of("jobs-3");

    @Test
    void findsNothingWhereEachPieceWasCalledForOnce() {
        var calls = List.of(call("j1", 0, "w1.1", 1, 2), call("j1", 1, "w1.1", 3, 4), call("j2", 0, "w2.1", 1, 2));

        assertThat(Repeats.of(calls, List.of()).all()).isEmpty();
    }

    @Test
    void explainsACallThatWasInFlightWhenItsWorkerWasKilled() {
        assertThat(cause(killed(5), call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 8, 9)))
                .isEqualTo(Cut.Cause.KILLED);
    }

    @Test
    void doesNotTakeAKillForAnExplanationThatCameAfterTheSecondCall() {
        assertThat(cause(killed(20), call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 8, 9)))
                .isNull();
    }

    @Test
    void doesNotTakeTheKillOfAnotherWorkerForAnExplanation() {
        assertThat(cause(killed(5), call("j", 0, "w2.1", 4, 6), call("j", 0, "w1.1", 8, 9)))
                .isNull();
    }

    @Test
    void doesNotExplainWhatALaterTransactionShouldHaveCarried() {
        assertThat(cause(killed(20, commit(15)), call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 22, 23)))
                .isNull();
    }

    @Test
    void explainsAnAnswerThatCameTooLateForTheLastTransaction() {
        assertThat(cause(killed(7, commit(5)), call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 12, 13)))
                .isEqualTo(Cut.Cause.KILLED);
    }

    @Test
    void explainsAnAnswerAfterWhichTheWorkWasToGoOnInMemory() {
        Call call = new Call("j", 0, "w1.1", "jobs-3", false, Duration.ZERO, at(4), at(6), true);

        assertThat(cause(killed(20, commit(15)), call, call("j", 0, "w2.1", 22, 23)))
                .isEqualTo(Cut.Cause.KILLED);
    }

    @Test
    void explainsACallOfAFrozenWorkerByItsFreezeThoughItLearnsOfItLater() {
        var frozen = new Story(
                "w1.1", null, null, null, List.of(new Story.Span(at(5), at(12))), log(List.of(lost(12.5)), List.of()));

        assertThat(cause(frozen, call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 9, 10)))
                .isEqualTo(Cut.Cause.FROZEN);
    }

    @Test
    void explainsTheSecondCallOfAWorkerThatDoesNotKnowThatItLostTheWork() {
        var frozen = new Story(
                "w1.1", null, null, null, List.of(new Story.Span(at(5), at(12))), log(List.of(lost(12.5)), List.of()));

        assertThat(cause(frozen, call("j", 0, "w2.1", 9, 10), call("j", 0, "w1.1", 12.2, 14)))
                .isEqualTo(Cut.Cause.FROZEN);
        assertThat(cause(frozen, call("j", 0, "w2.1", 9, 10), call("j", 0, "w1.1", 12.7, 14)))
                .isNull();
    }

    @Test
    void explainsACallThatWasJustBeingBegunWhenItsWorkerLetGo() {
        var lost = new Story("w1.1", null, null, null, List.of(), log(List.of(lost(8)), List.of()));
        Call cutOff = new Call("j", 0, "w1.1", "jobs-3", true, Duration.ZERO, at(8.01), at(8.02), false);
        Call answered = call("j", 0, "w1.1", 8.01, 9);

        assertThat(cause(lost, cutOff, call("j", 0, "w2.1", 8.5, 9))).isEqualTo(Cut.Cause.LOST);
        assertThat(cause(lost, answered, call("j", 0, "w2.1", 8.5, 9))).isNull();
    }

    @Test
    void explainsACallOfAWorkerWhoseCommitsWereRefusedLongBeforeItWasKilled() {
        var commits = new WorkerLog(1, List.of(), List.of(commit(3)), List.of(at(9), at(20)), 2, 0);
        var refused = new Story("w1.1", at(30), null, at(30), List.of(), commits);

        assertThat(cause(refused, call("j", 0, "w1.1", 4, 6), call("j", 0, "w2.1", 8, 9)))
                .isEqualTo(Cut.Cause.KILLED);
    }

    @Test
    void tellsALossWithoutAFreezeApart() {
        var lost = new Story("w1.1", null, null, null, List.of(), log(List.of(lost(8)), List.of()));

        assertThat(cause(lost, call("j", 0, "w1.1", 4, null), call("j", 0, "w2.1", 7, 9)))
                .isEqualTo(Cut.Cause.LOST);
    }

    @Test
    void doesNotTakeTheRevocationOfAnotherPartitionForAnExplanation() {
        var parting = new WorkerLog.Parting(at(8), false, Set.of("jobs-4"));
        var revoked = new Story("w1.1", null, null, null, List.of(), log(List.of(parting), List.of()));

        assertThat(cause(revoked, call("j", 0, "w1.1", 4, null), call("j", 0, "w2.1", 9, 10)))
                .isNull();
    }

    @Test
    void tellsADrainAtAStopFromOneAtARebalance() {
        var parting = new WorkerLog.Parting(at(8), false, PARTITION);
        var told = new Story("w1.1", null, at(3), at(9), List.of(), log(List.of(parting), List.of()));
        var revoked = new Story("w1.1", null, at(20), at(21), List.of(), log(List.of(parting), List.of()));
        Call call = call("j", 0, "w1.1", 2, null);
        Call again = call("j", 0, "w2.1", 9, 10);

        assertThat(cause(told, call, again)).isEqualTo(Cut.Cause.DRAINED);
        assertThat(cause(revoked, call, again)).isEqualTo(Cut.Cause.REVOKED);
    }

    private static Cut.@Nullable Cause cause(Story story, Call call, Call again) {
        List<Repeats.Repeat> all =
                Repeats.of(List.of(again, call), List.of(story)).all();
        assertThat(all).hasSize(1);
        return all.getFirst().cause();
    }

    private static Story killed(double second, WorkerLog.Commit... commits) {
        return new Story("w1.1", at(second), null, at(second), List.of(), log(List.of(), List.of(commits)));
    }

    private static WorkerLog.Commit commit(double second) {
        return new WorkerLog.Commit(at(second), at(second + 0.02));
    }

    private static WorkerLog.Parting lost(double second) {
        return new WorkerLog.Parting(at(second), true, PARTITION);
    }

    private static WorkerLog log(List<WorkerLog.Parting> partings, List<WorkerLog.Commit> commits) {
        return new WorkerLog(1, partings, commits, List.of(), 0, 0);
    }

    private static Call call(String job, int step, String life, double begin, @Nullable Integer end) {
        return new Call(
                job, step, life, "jobs-3", true, Duration.ZERO, at(begin), end == null ? null : at(end), end != null);
    }

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }
}
