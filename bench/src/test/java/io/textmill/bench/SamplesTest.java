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
    void takeTheBytesOfABrokenRecordAsTheyAre() {
        Input input = Samples.broken("""
            {"task":"sentiment","base64":"/w==","error":"invalid_json"}\
            """);

        assertThat(input.value()).containsExactly(0xff);
        assertThat(input.jobId()).isNull();
    }
}
