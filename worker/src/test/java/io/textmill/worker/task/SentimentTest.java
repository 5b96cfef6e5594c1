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
