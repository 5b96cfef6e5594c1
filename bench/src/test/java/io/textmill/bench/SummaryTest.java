package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SummaryTest {
    private static final Summary GOOD = summary(0, 0, List.of(), 4, List.of());

    @Test
    void passesWhenNothingIsMissingTwiceOrInDispute() {
        assertThat(GOOD.passed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void failsWhenOneThingDoesNotHold(Summary summary) {
        assertThat(summary.passed()).isFalse();
    }

    static Stream<Summary> failsWhenOneThingDoesNotHold() {
        return Stream.of(
                summary(1, 0, List.of(), 4, List.of()),
                summary(0, 1, List.of(), 4, List.of()),
                summary(0, 0, List.of("juhe charged 2 calls"), 4, List.of()),
                summary(0, 0, List.of(), 3, List.of()),
                summary(0, 0, List.of(), 4, List.of("broken record b: expected x, got y")));
    }

    @Test
    void writesTheFieldsThatOthersRead() {
        JsonNode json = Json.MAPPER.readTree(GOOD.json());

        assertThat(json.propertyNames())
                .contains(
                        "jobs",
                        "succeeded",
                        "failed",
                        "deadLettered",
                        "duplicates",
                        "missing",
                        "perProvider",
                        "ledgerMatches",
                        "seconds");
        assertThat(json.at("/perProvider/juhe/calls").asInt()).isEqualTo(5);
        assertThat(json.at("/perProvider/juhe/charged").asInt()).isEqualTo(4);
        assertThat(json.path("ledgerMatches").asBoolean()).isTrue();
    }

    private static Summary summary(
            int duplicates, int missing, List<String> differences, int valid, List<String> problems) {
        var books = new Books(5, 4, 0, List.of("G1", "G2", "G3", "G4"));
        return new Summary(
                5,
                3,
                1,
                2,
                duplicates,
                missing,
                Map.of("juhe", new Summary.PerProvider(books, books)),
                differences,
                new Summary.Checked(4, valid),
                problems,
                12.5);
    }
}
