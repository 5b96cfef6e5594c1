package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.Job;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.SummarizeOptions.Style;
import io.textmill.worker.provider.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a short prompt costs beside the task's own data: labels, aspects, fields with their types and descriptions, the
 * limit, the focus, the name of a language, and the text. What is said of an answer of no use takes only room that the text
 * leaves. Everything else counts: the words, the JSON around a judgement,
 * and the line's end.
 */
class OverheadTest {
    private static final int MOST = 60;
    private static final String ENGLISH = "The river rose in the night and took the bridge. ";
    private static final String CHINESE = "河水夜里上涨，冲走了桥。";
    private static final String TAMIL = "ஆறு இரவில் பெருகியது. ";

    @Test
    void shortPromptsTakeAtMostSixtyBytesBesideTheTasksOwnData() {
        Set<String> seen = new TreeSet<>();
        for (Prompt prompt : prompts()) {
            String line = FakeModel.instruction(prompt);
            int overhead = bytes(withoutData(line)) + 1;
            seen.add(prompt.version());
            assertThat(overhead).as("bytes of overhead in: %s", line).isLessThanOrEqualTo(MOST);
        }
        assertThat(seen)
                .containsExactly(
                        "extraction.short.en@1",
                        "extraction.short.zh@1",
                        "merge.short.en@1",
                        "merge.short.zh@1",
                        "sentiment.short.en@1",
                        "sentiment.short.zh@1",
                        "summarize.short.en@1",
                        "summarize.short.zh@1");
    }

    private static String withoutData(String line) {
        return line.replaceFirst("^(?:[^!{]*! |[^！{]*！)", "")
                .replace("positive|negative|neutral|mixed", "")
                .replace(
                        "{\"label\":\"\",\"score\":-1..1,\"aspects\":{\"桥\":\"label\"}}",
                        "{\"label\":\"\",\"score\":-1..1}")
                .replaceFirst("\\{(?:\"[^\"]*\":\\[?\"[^\"]*\"]?,?)+}", "{}")
                .replace("桥: what fell", "")
                .replace("桥：what fell", "")
                .replace("the bridge", "")
                .replaceAll("French|Japanese|繁体中文", "")
                .replaceAll("\\d{2,}", "");
    }

    /** Every question that there is, first and again, with all that can be asked for. */
    private static List<Prompt> prompts() {
        var bridge = new Field("桥", ExtractionOptions.Type.STRING, "what fell", List.of(), true, false);
        List<Prompt> prompts = new ArrayList<>();
        for (String text : List.of(ENGLISH, CHINESE, TAMIL)) {
            for (int times : List.of(1, 60)) {
                String long_ = text.repeat(times);
                Stream<Job> summaries = Stream.of(Style.values())
                        .flatMap(style -> Stream.of("the bridge", null)
                                .map(focus -> new SummarizeOptions(120, style, focus, null)))
                        .flatMap(options -> Stream.of("fr", "zh-TW", "ja", null)
                                .map(language -> job(Job.summarize("1", long_).withOptions(options), language)));
                Stream<Job> others = Stream.of(
                        Job.sentiment("1", long_),
                        Job.sentiment("1", long_)
                                .withOptions(new SentimentOptions(SentimentOptions.DEFAULT_LABELS, List.of("桥"), null)),
                        Job.extraction("1", long_),
                        Job.extraction("1", long_).withOptions(new ExtractionOptions(List.of(bridge), null, null)));
                Stream.concat(summaries, others).forEach(job -> {
                    prompts.addAll(FakeModel.runPrompts(job, FakeModel.JUHE, 200, prompt -> "")
                            .prompts());
                    prompts.addAll(FakeModel.runPrompts(job, FakeModel.JUHE, 200, OverheadTest::refusingTheMerge)
                            .prompts());
                });
            }
        }
        return prompts;
    }

    private static String refusingTheMerge(Prompt prompt) {
        String text = FakeModel.text(prompt).strip();
        return prompt.version().startsWith("merge") ? "" : text.substring(0, Math.min(text.length(), 99)) + ".";
    }

    private static Job job(Job job, @Nullable String language) {
        return new Job("1", job.task(), job.text(), language, null, job.options(), null, null, 5, null, job.metadata());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
