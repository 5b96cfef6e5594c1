package io.textmill.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.Job;
import io.textmill.contract.JobResult;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.provider.PromptLimit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentTest {
    private static final String NEGATIVE = "{\"label\":\"negative\",\"score\":-0.8}";
    private static final String POSITIVE = "{\"label\":\"positive\",\"score\":0.8}";

    private static Job withAspects(String text) {
        return Job.sentiment("1", text)
                .withOptions(new SentimentOptions(SentimentOptions.DEFAULT_LABELS, List.of("price", "service"), null));
    }

    private static FakeModel.Run answering(Job job, String... answers) {
        Queue<String> queue = new ArrayDeque<>(List.of(answers));
        return FakeModel.run(job, FakeModel.JUHE, text -> queue.remove());
    }

    @Test
    void showsEveryCharacterOfALongTextOnce() {
        for (PromptLimit limit : FakeModel.LIMITS) {
            for (String text : List.of(SummarizeTest.longEnglish(300), SummarizeTest.longChinese(600))) {
                FakeModel.Run run = FakeModel.run(Job.sentiment("1", text), limit, part -> POSITIVE);

                assertThat(run.prompts().stream().map(FakeModel::text).collect(Collectors.joining()))
                        .isEqualTo(text);
                assertThat(run.product().parts()).isEqualTo(run.prompts().size());
                assertThat(run.sentiment()).isEqualTo(new JobResult.Sentiment("positive", 0.8, Map.of()));
            }
        }
    }

    @Test
    void callsPartsThatDisagreeMixed() {
        String text = "Good. ".repeat(60) + "Bad.. ".repeat(60);

        JobResult.Sentiment sentiment = FakeModel.run(
                        Job.sentiment("1", text), FakeModel.JUHE, part -> part.startsWith("Good") ? POSITIVE : NEGATIVE)
                .sentiment();

        assertThat(sentiment.label()).isEqualTo("mixed");
        assertThat(sentiment.score()).isBetween(-0.3, 0.3);
    }

    @Test
    void letsTheLongerPartsDecideWhereDisagreementIsSmall() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("positive", 0.9, Map.of()), 800),
                new Tally.Vote(new JobResult.Sentiment("negative", -0.9, Map.of()), 200));

        JobResult.Sentiment sentiment = new Tally(new Labels(SentimentOptions.DEFAULT_LABELS)).merge(votes, List.of());

        assertThat(sentiment.label()).isEqualTo("positive");
        assertThat(sentiment.score()).isEqualTo(0.54, within(1e-9));
    }

    @Test
    void neverSaysMixedWhereTheJobHasNoSuchLabel() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("negative", -0.9, Map.of()), 500),
                new Tally.Vote(new JobResult.Sentiment("positive", 0.9, Map.of()), 500));

        assertThat(new Tally(new Labels(List.of("positive", "negative")))
                        .merge(votes, List.of())
                        .label())
                .isEqualTo("positive");
    }

    @Test
    void doesTheSameWithChineseLabels() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("负面", -0.9, Map.of()), 500),
                new Tally.Vote(new JobResult.Sentiment("正面", 0.9, Map.of()), 300),
                new Tally.Vote(new JobResult.Sentiment("中性", 0, Map.of()), 200));

        assertThat(merged(List.of("正面", "负面", "中性", "褒贬不一"), votes).label()).isEqualTo("褒贬不一");
        assertThat(merged(List.of("正面", "负面", "中性"), votes).label()).isEqualTo("负面");
    }

    @Test
    void doesNotCountNeutralPartsAsASideOfItsOwn() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("neutral", 0, Map.of()), 400),
                new Tally.Vote(new JobResult.Sentiment("positive", 0.9, Map.of()), 600));

        assertThat(merged(SentimentOptions.DEFAULT_LABELS, votes).label()).isEqualTo("positive");
    }

    @Test
    void givesAMergedScoreThatAgreesWithTheLabel() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("positive", 0.1, Map.of()), 450),
                new Tally.Vote(new JobResult.Sentiment("neutral", 0, Map.of()), 350),
                new Tally.Vote(new JobResult.Sentiment("negative", -1, Map.of()), 200));

        assertThat(merged(SentimentOptions.DEFAULT_LABELS, votes))
                .isEqualTo(new JobResult.Sentiment("positive", 0, Map.of()));
    }

    @Test
    void mergesAnAspectByTheLengthOfThePartsThatJudgeIt() {
        List<Tally.Vote> votes = List.of(
                new Tally.Vote(new JobResult.Sentiment("positive", 1, Map.of("price", "negative")), 100),
                new Tally.Vote(new JobResult.Sentiment("positive", 1, Map.of("price", "positive")), 500),
                new Tally.Vote(new JobResult.Sentiment("positive", 1, Map.of()), 9000));

        JobResult.Sentiment merged =
                new Tally(new Labels(SentimentOptions.DEFAULT_LABELS)).merge(votes, List.of("price", "service"));

        assertThat(merged.aspects()).isEqualTo(Map.of("price", "positive"));
    }

    private static JobResult.Sentiment merged(List<String> labels, List<Tally.Vote> votes) {
        return new Tally(new Labels(labels)).merge(votes, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "positive, 0.9, true",
        "positive, 0, true",
        "positive, -0.1, false",
        "negative, 0.9, false",
        "负面, 0.9, false",
        "好评, -0.2, false",
        "neutral, 0.4, true",
        "neutral, 0.95, false",
        "中性, -0.95, false",
        "mixed, 0.9, true",
        "angry, 0.9, true",
    })
    void takesOnlyAScoreThatAgreesWithTheLabel(String label, double score, boolean isTaken) {
        var reader = new SentimentAnswer(new Labels(List.of(label, "other")), List.of());

        Reading<JobResult.Sentiment> reading =
                reader.read("{\"label\":\"" + label + "\",\"score\":" + score + "}", "text");

        assertThat(reading instanceof Reading.Right<JobResult.Sentiment>).isEqualTo(isTaken);
    }

    @Test
    void takesALabelInTheOtherLanguageForTheJobsOwn() {
        var labels = new Labels(List.of("正面", "负面"));

        assertThat(labels.match("positive")).isEqualTo("正面");
        assertThat(labels.match("消极")).isEqualTo("负面");
        assertThat(labels.match("neutral")).isNull();
    }

    @Test
    void guessesNoneOfTwoLabelsThatAWordCouldMean() {
        var labels = new Labels(List.of("OK", "ok", "正面", "好评"));

        assertThat(labels.match("ok")).isEqualTo("ok");
        assertThat(labels.match("Ok")).isNull();
        assertThat(labels.match("好评")).isEqualTo("好评");
        assertThat(labels.match("positive")).isNull();
    }

    @Test
    void readsAspectsFromAListToo() {
        FakeModel.Run run = answering(
                withAspects("Cheap but rude."),
                "{\"label\":\"mixed\",\"score\":0,\"aspects\":[{\"aspect\":\"price\",\"label\":\"positive\",\"score\":1},"
                    + "{\"aspect\":\"food\",\"label\":\"positive\"},{\"name\":\"Service\",\"sentiment\":\"negative\"}]}");

        assertThat(run.sentiment().aspects()).isEqualTo(Map.of("price", "positive", "service", "negative"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"price good, service bad\"",
                "[\"price\",\"service\"]",
                "[{\"aspect\":\"price\",\"label\":\"positive\"},{\"aspect\":\"price\",\"label\":\"negative\"}]",
                "{\"price\":{\"score\":0.5}}",
            })
    void refusesAspectsOfWhichItIsNotClearWhatTheySay(String aspects) {
        String answer = "{\"label\":\"mixed\",\"score\":0,\"aspects\":" + aspects + "}";

        assertThat(answering(withAspects("Cheap."), answer, answer).failure().code())
                .isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void doesNotTakeTheLabelOfTheWholeForAnAspectOfThatName() {
        var reader = new SentimentAnswer(new Labels(SentimentOptions.DEFAULT_LABELS), List.of("label", "Score"));

        assertThat(reader.read("{\"label\":\"positive\",\"score\":0.8}", "text"))
                .isEqualTo(Reading.right(new JobResult.Sentiment("positive", 0.8, Map.of())));
    }

    @Test
    void judgesOnlyTheAspectsThatWereAskedFor() {
        FakeModel.Run run = answering(
                withAspects("Cheap but rude."),
                "{\"label\":\"mixed\",\"score\":0,\"aspects\":{\"Price\":\"positive\",\"service\":null,\"food\":\"negative\"}}");

        assertThat(run.sentiment().aspects()).isEqualTo(Map.of("price", "positive"));
    }

    @Test
    void refusesAnAspectWithALabelThatIsNone() {
        assertThat(answering(
                                withAspects("Cheap."),
                                "{\"label\":\"mixed\",\"score\":0,\"aspects\":{\"price\":\"great\"}}",
                                "positive")
                        .failure()
                        .code())
                .isEqualTo(ErrorCode.ANSWER_UNUSABLE);
    }

    @Test
    void asksAgainSayingWhatWasWrongAndTakesTheSecondAnswer() {
        FakeModel.Run run = answering(Job.sentiment("1", "Fine."), "I think it is good", POSITIVE);

        assertThat(run.sentiment().label()).isEqualTo("positive");
        assertThat(FakeModel.instruction(run.prompts().get(1)))
                .startsWith("neither JSON nor one of the labels! Only JSON {\"label\":");
        assertThat(FakeModel.text(run.prompts().get(1))).isEqualTo("Fine.");
    }

    @Test
    void asksAgainOnlyForThePartsThatWereNotAnswered() {
        String text = SummarizeTest.longEnglish(40);
        int parts = FakeModel.run(Job.sentiment("1", text), FakeModel.JUHE, part -> POSITIVE)
                .prompts()
                .size();

        FakeModel.Run run = FakeModel.runPrompts(
                Job.sentiment("1", text),
                FakeModel.JUHE,
                parts,
                prompt -> FakeModel.text(prompt).startsWith("Sentence number 0")
                                && FakeModel.instruction(prompt).startsWith("Sentiment")
                        ? "?"
                        : POSITIVE);

        assertThat(run.prompts()).hasSize(parts + 1);
        assertThat(run.sentiment().label()).isEqualTo("positive");
    }

    @Test
    void refusesBeforeTheFirstCallWhatWouldTakeTooMany() {
        var failure = FakeModel.runPrompts(
                        Job.sentiment("1", SummarizeTest.longEnglish(40)), FakeModel.JUHE, 3, prompt -> POSITIVE)
                .failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_CALLS);
        assertThat(failure.message()).endsWith("allowed: 3");
    }

    @Test
    void asksNothingForAPartOfWhiteSpaceAlone() {
        FakeModel.Run run = FakeModel.run(
                Job.sentiment("1", "Good." + " ".repeat(2000) + "Fine."), FakeModel.JUHE, part -> POSITIVE);

        assertThat(run.prompts()).hasSize(2);
    }
}
