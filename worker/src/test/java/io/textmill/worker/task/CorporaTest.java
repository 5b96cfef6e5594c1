package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.textmill.contract.Job;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Splitter;
import io.textmill.worker.text.TextUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plans every real text there is for every limit. The texts are not the project's own, so they may be absent. */
class CorporaTest {
    static List<String> texts() throws IOException {
        Path folder = Path.of("../../shared/corpora");
        assumeTrue(Files.isDirectory(folder), "no folder ../shared/corpora beside the project: real texts not tried");
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    texts.add(Json.MAPPER.readTree(line).path("text").asString());
                }
            }
        }
        return texts;
    }

    @Test
    void everyTextIsPlannedWithinEveryLimitAndNothingIsLost() throws IOException {
        for (String text : texts()) {
            for (PromptLimit limit : FakeModel.LIMITS) {
                FakeModel.Run sentiment =
                        FakeModel.run(Job.sentiment("1", text), limit, part -> "{\"label\":\"neutral\",\"score\":0}");
                assertThat(sentiment.prompts().stream().map(FakeModel::text).collect(Collectors.joining()))
                        .isEqualTo(text);

                FakeModel.Run summary = FakeModel.runPrompts(
                        Job.summarize("1", text), limit, 1000, prompt -> beginning(FakeModel.text(prompt)));
                assertThat(summary.summary().text()).isNotBlank();

                FakeModel.Run extraction =
                        FakeModel.run(Job.extraction("1", text), limit, part -> "{\"person\":[],\"date\":[]}");
                assertThat(extraction.prompts()).hasSize(extraction.findings().parts());
            }
        }
    }

    @Test
    void everyTextIsSplitIntoHardlyMorePartsThanItsSizeAsksFor() throws IOException {
        long parts = 0;
        long fewest = 0;
        for (String text : texts()) {
            for (TextUnit unit : List.of(TextUnit.UTF16, TextUnit.UTF8)) {
                List<Part> split = Splitter.split(text, unit, 432);
                parts += split.size();
                fewest += (unit.of(text) + 431) / 432;
            }
        }
        assertThat((double) parts / fewest).isLessThanOrEqualTo(1.05);
    }

    /** As short a summary as there is: the first words, as a sentence. */
    private static String beginning(String text) {
        String stripped = text.strip();
        return stripped.substring(
                        0, stripped.offsetByCodePoints(0, Math.min(20, stripped.codePointCount(0, stripped.length()))))
                + ".";
    }
}
