package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunFolderTest {
    private final RunFolder folder = RunFolder.create("textmill-run-folder-test-");

    @BeforeEach
    void write() throws Exception {
        Files.createDirectories(folder.path().resolve("kafka/topic-0"));
        Files.writeString(folder.path().resolve("kafka/topic-0/0.log"), "data");
        Files.writeString(folder.path().resolve("worker.log"), "what went wrong");
    }

    @AfterEach
    void delete() {
        folder.notNeeded();
        folder.tidy();
    }

    @Test
    void keepsTheLogsOfARunThatDidNotEndWell() {
        folder.tidy();

        assertThat(folder.path().resolve("worker.log")).hasContent("what went wrong");
        assertThat(folder.path().resolve("kafka")).doesNotExist();
    }

    @Test
    void isGoneAfterARunThatEndedWell() {
        Path path = folder.path();
        folder.notNeeded();

        folder.tidy();

        assertThat(path).doesNotExist();
    }

    @Test
    void mayBeTidiedTwice() {
        folder.tidy();
        folder.notNeeded();
        folder.tidy();

        folder.tidy();

        assertThat(folder.path()).doesNotExist();
    }
}
