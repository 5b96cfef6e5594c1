package io.textmill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what the program generates with a committed file. {@code -Dgolden=write} writes the file anew. */
public final class Golden {
    private Golden() {}

    /** Fails unless the file, by its path from the repository's root, has exactly this content. */
    public static void check(String file, String content) throws IOException {
        var path = Path.of("..").resolve(file);
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        }
        assertThat(path)
                .as("%s is outdated; run the test with -Dgolden=write", file)
                .hasContent(content);
    }
}
