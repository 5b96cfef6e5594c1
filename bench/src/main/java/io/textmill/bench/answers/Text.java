package io.textmill.bench.answers;

import io.textmill.bench.Failed;
import io.textmill.bench.Json;
import io.textmill.contract.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A real text of the corpora.
 *
 * @param id unique in all corpora
 * @param task what it is there for
 * @param language as the corpus says
 * @param text the text itself
 */
record Text(String id, Task task, String language, String text) {
    /** Where the texts are beside the clone; they are not the project's own. */
    private static final String CORPORA = "../shared/corpora";

    /**
     * The texts, in the order of files and lines.
     *
     * @param most at most so many of each file
     */
    static List<Text> all(Path root, int most) {
        Path folder = root.resolve(CORPORA).normalize();
        if (!Files.isDirectory(folder)) {
            throw new Failed("this bench needs the texts in " + folder);
        }
        var texts = new ArrayList<Text>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.limit(most).map(Text::of).forEach(texts::add);
                }
            }
        } catch (IOException e) {
            throw new Failed("cannot read the texts in " + folder, e);
        }
        return texts;
    }

    /** Whether it is a tweet. */
    boolean isTweet() {
        return id.startsWith("tweet-");
    }

    private static Text of(String line) {
        JsonNode json = Json.MAPPER.readTree(line);
        return new Text(
                json.required("id").asString(),
                Task.of(json.required("task").asString()),
                json.required("language").asString(),
                json.required("text").asString());
    }
}
