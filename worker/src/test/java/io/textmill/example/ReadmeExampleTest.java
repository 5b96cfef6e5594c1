package io.textmill.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
    private static final Pattern IN_README = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_SOURCE = Pattern.compile("// README\\R(.*?)// README", Pattern.DOTALL);

    @Test
    void theExampleOfTheReadmeIsTheOneThatCompiles() throws IOException {
        String source = "src/test/java/io/textmill/example/ReadmeExample.java";

        assertThat(only(IN_README, Path.of("../README.md"))).isEqualTo(only(IN_SOURCE, Path.of(source)));
    }

    /** What stands between the marks of that file, however it is indented. */
    private static String only(Pattern marks, Path file) throws IOException {
        var found = marks.matcher(Files.readString(file));
        assertThat(found.find()).as("the example in " + file).isTrue();
        return found.group(1).replaceAll("\\s+", " ").strip();
    }
}
