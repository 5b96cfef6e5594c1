package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void findsNothingWhenBothSidesNameTheSameChargedCalls() {
        var worker = Map.of("juhe", new Books(3, 2, 0, List.of("G1", "G2")));
        var ledger = Map.of("juhe", new Books(4, 2, 0, List.of("G2", "G1")));

        assertThat(Comparison.differences(worker, ledger)).isEmpty();
    }

    @Test
    void namesACallThatOnlyTheProviderCharged() {
        var worker = Map.of("juhe", new Books(2, 1, 1, List.of("G1")));
        var ledger = Map.of("juhe", new Books(2, 2, 0, List.of("G1", "G2")));

        assertThat(Comparison.differences(worker, ledger))
                .containsExactly(
                        "juhe charged 2 calls, the worker recorded 1 as charged and 1 as unknown",
                        "juhe charged, the worker does not say so: 1 ids: G2");
    }

    @Test
    void namesSwappedIdsAlthoughTheCountsAgree() {
        var worker = Map.of("jumdata", new Books(1, 1, 0, List.of("7")));
        var ledger = Map.of("jumdata", new Books(1, 1, 0, List.of("8")));

        assertThat(Comparison.differences(worker, ledger))
                .containsExactly(
                        "jumdata charged, the worker does not say so: 1 ids: 8",
                        "jumdata did not charge, the worker says so: 1 ids: 7");
    }

    @Test
    void findsAnIdThatTheWorkerRecordedTwice() {
        var worker = Map.of("juhe", new Books(2, 2, 0, List.of("G1", "G1")));
        var ledger = Map.of("juhe", new Books(2, 2, 0, List.of("G1")));

        assertThat(Comparison.differences(worker, ledger))
                .containsExactly("the worker recorded more than once for juhe: 1 ids: G1");
    }

    @Test
    void findsAProviderThatOnlyOneSideKnows() {
        var ledger = Map.of("juhe", new Books(1, 1, 0, List.of("G1")));

        assertThat(Comparison.differences(Map.of(), ledger)).hasSize(2);
        assertThat(Comparison.differences(ledger, Map.of())).hasSize(2);
    }

    @Test
    void namesAFewOfManyIds() {
        List<String> ids = IntStream.range(10, 20).mapToObj(Integer::toString).toList();

        assertThat(Comparison.differences(Map.of(), Map.of("juhe", new Books(10, 10, 0, ids))))
                .last()
                .isEqualTo("juhe charged, the worker does not say so: 10 ids: 10, 11, 12, 13, 14, …");
    }
}
