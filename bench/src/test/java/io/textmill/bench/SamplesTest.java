package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Task;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final List<Input> samples = Samples.all(new ProviderSpread(200));

    @Test
    void haveUniqueJobIdsSoThatEachResultBelongsToOneRecord() {
        assertThat(samples.stream().map(Input::jobId).filter(Objects::nonNull)).doesNotHaveDuplicates();
    }

    @Test
    void useEveryTask() {
        assertThat(samples.stream().map(Input::task)).contains(Task.values());
    }

    @Test
    void expectOfBrokenRecordsOnlyErrorsThatExist() {
        var known = new HashSet<>(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList());

        assertThat(samples.stream().map(Input::expectedError).filter(Objects::nonNull))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void placeTheBrokenRecordsAmongTheGoodOnes() {
        Input good = TallyTest.published("g", null, 0).input();
        Input broken = TallyTest.published("b", "invalid_json", 0).input();

        assertThat(Samples.mixed(List.of(good, good, good, good), List.of(broken)))
                .containsExactly(good, good, broken, good, good);
    }

    @Test
    void oweABrokenRecordAResultWhereItsJobIdCanBeRead() {
        assertThat(broken("{\\\"jobId\\\": \\\"a\\\", \\\"text\\\": \\\"cut off")
                        .jobId())
                .isEqualTo("a");
        assertThat(broken("Dear worker").jobId()).isNull();
    }

    @Test
    void takeTheTextOfABrokenRecordAsItIs() {
        assertThat(broken("{\\\"jobId\\\":").value()).asString().isEqualTo("{\"jobId\":");
    }

    @Test
    void areEnoughOfEachKind() {
        assertThat(samples).hasSizeGreaterThanOrEqualTo(60);
        assertThat(samples).filteredOn(Input::broken).hasSizeGreaterThanOrEqualTo(3);
        assertThat(samples.stream().map(Input::provider)).contains(ProviderSpread.ALL.toArray(String[]::new));
    }

    @Test
    void holdTextsLongerThanFiveThousandCharacters() {
        assertThat(samples.stream()
                        .filter(sample -> !sample.broken())
                        .map(sample -> Json.MAPPER
                                .readTree(sample.value())
                                .path("text")
                                .asString())
                        .filter(text -> text.length() > 5_000))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static Input broken(String valueInJson) {
        return Samples.broken("{\"task\":\"sentiment\",\"value\":\"" + valueInJson + "\",\"expect\":\"invalid_json\"}");
    }
}
