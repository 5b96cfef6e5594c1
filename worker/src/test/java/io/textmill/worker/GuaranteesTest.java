package io.textmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of guarantees names a test for what it says: those tests must exist, and no two of a name. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    @Test
    void everyTestThatIsNamedExistsOnce() throws IOException {
        String page = Files.readString(ROOT.resolve("GUARANTEES.md"));

        List<String> missing = NAMED.matcher(page)
                .results()
                .filter(named -> !exists(named.group(1), named.group(2)))
                .map(named -> named.group())
                .distinct()
                .toList();

        List<String> ambiguous = NAMED.matcher(page)
                .results()
                .filter(named -> files(named.group(1)).size() > 1)
                .map(named -> named.group())
                .distinct()
                .toList();

        assertThat(ambiguous).isEmpty();
        assertThat(NAMED.matcher(page).results()).hasSizeGreaterThan(25);
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String type, String method) {
        try {
            for (Path file : files(type)) {
                if (method == null || Files.readString(file).contains("void " + method + "(")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String type) {
        try (Stream<Path> files = Files.find(
                ROOT, 20, (file, _) -> file.toString().contains("/src/test/") && file.endsWith(type + ".java"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
