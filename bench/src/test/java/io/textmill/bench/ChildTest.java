package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void givesTheFirstLineThatItPrints() {
        try (Child child = start("echo ready; echo more; cat")) {
            assertThat(child.firstLine(PATIENCE)).isEqualTo("ready");
        }
    }

    @Test
    void saysWhatItsLogEndsWithWhenItEndsTooEarly() {
        try (Child child = start("echo no such port >&2; exit 3")) {
            assertThatThrownBy(() -> child.firstLine(PATIENCE))
                    .isInstanceOf(Failed.class)
                    .hasMessageContaining("probe ended before it was ready")
                    .hasMessageContaining("no such port");
        }
    }

    @Test
    void isAskedToEndBeforeItIsKilled() throws Exception {
        Child child = start("trap 'echo drained >&2; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        child.firstLine(PATIENCE);

        child.close();

        assertThat(Files.readString(log())).contains("drained");
    }

    @Test
    void isKilledWhenItDoesNotEndInItsTime() {
        Child child = Child.start(new Child.Program(
                "probe",
                List.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"),
                true,
                log(),
                Duration.ofMillis(200)));
        child.firstLine(PATIENCE);

        child.close();

        assertThat(ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void doesNotHearTheInterruptOfTheTerminal() throws Exception {
        try (Child child = start("kill -INT $$; echo still here; cat")) {
            assertThat(child.firstLine(PATIENCE)).isEqualTo("still here");
        }
    }

    @Test
    void endsLastStartedFirst() throws Exception {
        try (var children = new Children(() -> {}, () -> {})) {
            for (String name : List.of("first", "second")) {
                children.start(program("trap 'echo " + name + " >&2; exit 0' TERM; echo ready; "
                                + "while :; do sleep 0.1; done"))
                        .firstLine(PATIENCE);
            }
        }

        assertThat(Files.readAllLines(log())).containsExactly("second", "first");
    }

    @Test
    void endsWhenThisProcessDiesWithoutAWord() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingParent.class.getName(),
                        log().toString())
                .start();
        long orphan = Long.parseLong(parent.inputReader().readLine());

        var gone = ProcessHandle.of(orphan).map(ProcessHandle::onExit);

        assertThat(parent.waitFor()).isEqualTo(9);
        if (gone.isPresent()) {
            assertThat(gone.get()).succeedsWithin(PATIENCE);
        }
    }

    /** Starts a child that would run for long, tells its number, and dies as by a kill: no hook runs. */
    static final class DyingParent {
        public static void main(String[] args) {
            Child child = Child.start(
                    new Child.Program("orphan", List.of("sleep", "600"), true, Path.of(args[0]), Duration.ZERO));
            System.out.println(child.pid());
            System.out.flush();
            Runtime.getRuntime().halt(9);
        }
    }

    private Child start(String script) {
        return Child.start(program(script));
    }

    private Child.Program program(String script) {
        return new Child.Program("probe", List.of("sh", "-c", script), true, log(), Duration.ofSeconds(10));
    }

    private Path log() {
        return folder.resolve("probe.log");
    }
}
