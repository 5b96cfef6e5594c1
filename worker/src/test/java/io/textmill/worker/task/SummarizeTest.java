package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.SummarizeOptions;
import io.textmill.contract.SummarizeOptions.Style;
import io.textmill.worker.provider.PromptLimit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummarizeTest {
    static String longEnglish(int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(i ->
                        "Sentence number " + i + " tells of the harvest in valley " + i * 7 + ", and little else. ")
                .collect(Collectors.joining());
    }

    static String longChinese(int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(i -> "第" + i + "号仓库的货物在今年三月全部售出，价格比去年高了不少。")
                .collect(Collectors.joining());
    }

    private static Job withLimit(String text, int maxCharacters) {
        return Job.summarize("1", text).withOptions(new SummarizeOptions(maxCharacters, Style.PARAGRAPH, null, null));
    }

    private static Job inLanguage(String language, Job job) {
        return new Job(
                job.jobId(), job.task(), job.text(), language, null, job.options(), null, null, 5, null, Map.of());
    }

    private static FakeModel.Run answering(Job job, String... answers) {
        Queue<String> queue = new ArrayDeque<>(List.of(answers));
        return FakeModel.run(job, FakeModel.JUHE, text -> queue.remove());
    }

    @Test
    void takesOneCallForATextThatFits() {
        FakeModel.Run run = answering(Job.summarize("1", "Short text."), "Short.");

        assertThat(run.summary()).isEqualTo(new Step.Summary("Short.", 1, 0, false));
        assertThat(run.prompts()).hasSize(1);
    }

    @Test
    void losesNothingOfALongTextAndMergesToOneSummary() {
        for (PromptLimit limit : FakeModel.LIMITS) {
            for (String text : List.of(longEnglish(400), longChinese(700))) {
                FakeModel.Run run = FakeModel.runPrompts(
                        Job.summarize("1", text),
                        limit,
                        1000,
                        prompt -> "S" + FakeModel.text(prompt).length() + ". ".repeat(3));

                assertThat(unseen(text, run)).isEmpty();
                assertThat(run.summary().parts()).isGreaterThan(1);
                assertThat(run.rounds()).isEqualTo(run.summary().levels() + 1);
            }
        }
    }

    /** What of the text is neither summarized nor, being short, handed to a merge as it is. */
    private static List<String> unseen(String text, FakeModel.Run run) {
        String rest = text;
        StringBuilder merged = new StringBuilder();
        for (var prompt : run.prompts()) {
            String shown = FakeModel.text(prompt);
            if (prompt.version().startsWith("summarize")) {
                assertThat(rest).contains(shown);
                rest = rest.replace(shown, "\u0001");
            } else {
                merged.append(shown).append('\n');
            }
        }
        return rest.lines()
                .flatMap(line -> Arrays.stream(line.split("\u0001", -1)))
                .map(String::strip)
                .filter(piece -> !merged.toString().contains(piece))
                .toList();
    }

    @Test
    void refusesBeforeTheFirstCallWhatWouldTakeTooMany() {
        Job job = Job.summarize("1", longChinese(300));
        int calls =
                FakeModel.run(job, FakeModel.JUMDATA, text -> "摘要。").prompts().size();

        assertThat(FakeModel.runPrompts(job, FakeModel.JUMDATA, calls, prompt -> "摘要。")
                        .summary()
                        .parts())
                .isGreaterThan(20);
        var failure = FakeModel.runPrompts(job, FakeModel.JUMDATA, calls - 1, prompt -> "摘要。")
                .failure();
        assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_CALLS);
        assertThat(failure.message()).contains(calls + " calls; allowed: " + (calls - 1));
    }

    @Test
    void cutsPartialSummariesThatAreTooLongForMerging() {
        String talkative = "It says much. ".repeat(100);
        FakeModel.Run run = FakeModel.run(Job.summarize("1", longEnglish(60)), FakeModel.JUHE, text -> talkative);

        assertThat(run.prompts().stream().filter(prompt -> prompt.version().startsWith("merge")))
                .isNotEmpty()
                .allSatisfy(prompt -> assertThat(FakeModel.text(prompt).lines()).hasSizeBetween(2, 3));
    }

    @Test
    void asksOnceToShortenASummaryThatIsTooLong() {
        FakeModel.Run run =
                answering(withLimit("Some text to summarize.", 20), "This summary is far too long.", "Now it fits.");

        assertThat(run.summary()).isEqualTo(new Step.Summary("Now it fits.", 1, 0, false));
        assertThat(FakeModel.text(run.prompts().get(1))).isEqualTo("This summary is far too long.");
    }

    @Test
    void cutsASummaryAtASentenceThatStaysTooLong() {
        FakeModel.Run run = answering(
                withLimit("Some text.", 20), "One sentence. And a second one.", "Short sentence. And again too long.");

        assertThat(run.summary()).isEqualTo(new Step.Summary("Short sentence.", 1, 0, true));
    }

    @Test
    void cutsAListAtALineThatStaysTooLong() {
        String list = "- One point. And more of it.\n- Two, in a sentence. And another.\n- Three.";
        Job job = Job.summarize("1", "Some text.").withOptions(new SummarizeOptions(55, Style.BULLETS, null, null));

        FakeModel.Run run = answering(job, list, list);

        assertThat(run.summary()).isEqualTo(new Step.Summary("- One point. And more of it.", 1, 0, true));
    }

    @Test
    void cutsTheOneBulletThatIsTooLongByItselfAtASentence() {
        assertThat(SummaryText.cutAtLine("- One point. And more of it.\n- Two.", 15))
                .isEqualTo("- One point.");
        assertThat(SummaryText.cutAtLine("- One\n- Two\n- Three", 11)).isEqualTo("- One\n- Two");
    }

    @Test
    void doesNotCompareASummaryInAnotherLanguageWithTheText() {
        Job job = inLanguage("en", Job.summarize("1", "公司今年在Shanghai开设了新的laboratory。"));

        FakeModel.Run run = answering(job, "This year the company opened a research facility.");

        assertThat(run.summary().text()).isEqualTo("This year the company opened a research facility.");
    }

    @Test
    void takesOneCallForAShortTextAmongWhiteSpace() {
        FakeModel.Run run = answering(Job.summarize("1", " ".repeat(3000) + "Short text.\n"), "Short.");

        assertThat(run.summary()).isEqualTo(new Step.Summary("Short.", 1, 0, false));
    }

    @Test
    void cutsWithoutAskingASummaryThatDoesNotFitAPrompt() {
        FakeModel.Run run = answering(withLimit("Some text.", 20), "One two three. ".repeat(60));

        assertThat(run.summary()).isEqualTo(new Step.Summary("One two three.", 1, 0, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Summary: It rained.|It rained.",
                "**Summary:** It rained.|It rained.",
                "Here is a brief summary: It rained.|It rained.",
                "摘要：下雨了。|下雨了。",
                "以下是这段文字的摘要：下雨了。|下雨了。",
                "\"It rained.\"|It rained.",
                "“下雨了。”|下雨了。",
                "\"It\" rained on \"us\"|\"It\" rained on \"us\"",
                "It rained: all day.|It rained: all day.",
                "Sure! Here is the summary: It rained.|It rained.",
                "Output: It rained.|It rained.",
                "答案： 下雨了。|下雨了。",
                "好的，摘要如下：下雨了。|下雨了。",
                "**It rained.**|It rained.",
                "**It** rained.|**It** rained.",
            })
    void passesTheSummaryOnAlone(String answer, String summary) {
        assertThat(SummaryText.clean(answer, "")).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- It rained.;- It blew.|- It rained.;- It blew.",
                "* It rained.;;  + It blew.|- It rained.;- It blew.",
                "• It rained.;•It blew.|- It rained.;- It blew.",
                "1. It rained.;2) It blew.;(3) It -2.5 °C was.|- It rained.;- It blew.;- It -2.5 °C was.",
                "1、下雨了。;２．刮风了。|- 下雨了。;- 刮风了。",
                "It rained.|- It rained.",
                "1.5 mm of rain.;-2 °C.|- 1.5 mm of rain.;- -2 °C.",
                "**It** rained.|- **It** rained.",
            })
    void givesEveryListTheSameMarks(String answer, String list) {
        assertThat(SummaryText.asList(answer.replace(';', '\n'))).isEqualTo(list.replace(';', '\n'));
    }

    @Test
    void givesAListWhereOneIsAskedForAndTheModelDoesNot() {
        Job job = Job.summarize("1", "It rained all day.")
                .withOptions(new SummarizeOptions(99, Style.BULLETS, null, null));

        assertThat(answering(job, "It rained.").summary().text()).isEqualTo("- It rained.");
    }

    @Test
    void leavesAGoodbyeOut() {
        assertThat(SummaryText.clean("It rained.\n\nI hope this helps!", "")).isEqualTo("It rained.");
    }

    @Test
    void keepsWhatStandsInTheSource() {
        assertThat(SummaryText.clean("Result: two to one.", "The cup final. Result: two to one."))
                .startsWith("Result:");
    }

    @Test
    void asksAgainAfterWordsThatHaveNothingToDoWithTheText() {
        FakeModel.Run run = answering(
                withLimit("Gross margin slipped because freight costs doubled.", 200),
                "The weather has been lovely this week.",
                "Margin slipped on freight costs.");

        assertThat(run.summary().text()).isEqualTo("Margin slipped on freight costs.");
    }

    @Test
    void asksInOtherWordsTheSecondTime() {
        FakeModel.Run run = answering(withLimit("Gross margin slipped.", 200), "", "Gross margin slipped.");

        assertThat(run.prompts())
                .extracting(FakeModel::instruction)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void saysWhatWasWrongWithoutTakingRoomFromTheText() {
        for (String text : List.of("今天天气很好。", "It was a fine day. ")) {
            for (Style style : Style.values()) {
                for (PromptLimit limit : List.of(FakeModel.JUHE, FakeModel.JUMDATA)) {
                    Job job = fullest(text, style, limit);

                    FakeModel.Run run = FakeModel.runPrompts(job, limit, 9, prompt -> "");

                    assertThat(FakeModel.instruction(run.prompts().get(1))).containsAnyOf("Empty!", "没回答！");
                    assertThat(FakeModel.text(run.prompts().get(1)))
                            .isEqualTo(job.text().strip());
                }
            }
        }
    }

    /** With the longest text of one call: what is left of the limit is less than a character of the text. */
    private static Job fullest(String text, Style style, PromptLimit limit) {
        var options = new SummarizeOptions(100, style, null, null);
        Job job = Job.summarize("1", text).withOptions(options);
        // White space around a text is not asked about.
        int blank = limit.size(text) - limit.size(text.strip());
        int left = limit.max()
                - blank
                - limit.size(((Step.Ask) FakeModel.plan(job, limit, 9))
                        .questions()
                        .getFirst()
                        .prompt()
                        .joined());
        String more = text.repeat(left / limit.size(text) + 1);
        int end = 0;
        while (limit.size(more.substring(0, end + 1)) <= left) {
            end++;
        }
        return Job.summarize("1", text + more.substring(0, end)).withOptions(options);
    }

    @Test
    void readsASummaryInACodeBlock() {
        assertThat(SummaryText.clean("\n\n```text\nIt rained.\n```\n", "")).isEqualTo("It rained.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "\u200b\u00a0\ufeff",
                "I'm sorry, but I can't help with that.",
                "As an AI language model, I have no opinion.",
                "很抱歉，我无法概括这段文字。",
                "作为人工智能，我不能回答。",
                "Summarize, at most 300 chars:\nIt rained.",
            })
    void asksAgainAndThenFailsForAnAnswerThatIsNoSummary(String answer) {
        FakeModel.Run run = answering(Job.summarize("1", "It rained all day."), answer, answer);

        assertThat(run.failure().code()).isEqualTo(ErrorCode.ANSWER_UNUSABLE);
        assertThat(run.prompts()).hasSize(2);
    }

    @Test
    void takesTheSecondAnswerWhenTheFirstIsEmpty() {
        assertThat(answering(Job.summarize("1", "It rained all day."), "", "Rain.")
                        .summary()
                        .text())
                .isEqualTo("Rain.");
    }

    @Test
    void acceptsWordsOfApologyThatTheTextItselfHas() {
        assertThat(answering(Job.summarize("1", "I'm sorry for the rain, he wrote."), "I'm sorry for the rain.")
                        .summary()
                        .text())
                .isEqualTo("I'm sorry for the rain.");
    }

    @Test
    void failsClearlyWhenTheInstructionLeavesNoRoom() {
        Job job = Job.summarize("1", longChinese(30))
                .withOptions(new SummarizeOptions(100, Style.PARAGRAPH, "重点".repeat(85), null));

        var failure = FakeModel.run(job, FakeModel.JUMDATA, text -> "摘要。").failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD);
        assertThat(failure.message()).contains("of the 512 bytes of a prompt");
    }

    @Test
    void mergesWithTheFewestCallsAndLevels() {
        for (int fanIn = 3; fanIn < 7; fanIn++) {
            MergeTree tree = new MergeTree(fanIn);
            for (int texts = 1; texts < 300; texts++) {
                int left = texts;
                int merges = 1;
                int levels = 1;
                for (; left > fanIn; levels++) {
                    List<Integer> groups = tree.level(left);
                    assertThat(groups.stream().mapToInt(Integer::intValue).sum())
                            .isEqualTo(left);
                    assertThat(groups).allMatch(size -> size >= 1 && size <= tree.fanIn());
                    merges += (int) groups.stream().filter(size -> size > 1).count();
                    left = groups.size();
                }
                assertThat(merges).isEqualTo(tree.merges(texts));
                assertThat(merges).isEqualTo(Math.max(1, (int) Math.ceil((texts - 1.0) / (fanIn - 1))));
                assertThat(Math.pow(fanIn, levels - 1.0)).isLessThan(Math.max(texts, 2));
            }
        }
    }
}
