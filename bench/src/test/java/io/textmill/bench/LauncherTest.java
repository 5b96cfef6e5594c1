package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script {@code textmill} in an environment that is poorer than a person's. */
class LauncherTest {
    private static final String THIS_JDK = System.getProperty("java.home");

    @Test
    void needsNoHome() throws Exception {
        assertThat(run("version", Map.of("JAVA_HOME", THIS_JDK)))
                .startsWith("textmill ")
                .contains(THIS_JDK);
    }

    /** What it printed on both streams; it must have ended well. */
    private static String run(String argument, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path launcher = Jars.ofThisBuild().root().resolve("textmill");
        var builder = new ProcessBuilder("bash", launcher.toString(), argument).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
