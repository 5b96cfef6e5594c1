package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @ParameterizedTest
    @CsvSource({"6.18.44-cloud-7, 6.18", "15.1, 15.1", "11, 11"})
    void aSystemsReleaseDoesNotTellAMachinesOwnBuild(String version, String release) {
        assertThat(Machine.release(version)).isEqualTo(release);
    }
}
