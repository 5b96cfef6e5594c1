package io.textmill.worker.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.Task;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.spend.Cap;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.TaskDefaults;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EstimatorTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Planners PLANNERS = Planners.of(
            Arrays.stream(Task.values()).collect(Collectors.toMap(Function.identity(), _ -> TaskDefaults.DEFAULT)),
            Map.of());
    private static final Target JUHE = new Target(
            new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 0),
            null,
            Limits.ofOneWorker(2.0, 10));
    private static final Target OPENAI = new Target(
            new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 100_000, PromptLimit.Form.ROLES, 1_024),
            "gpt-4o",
            Limits.ofOneWorker(null, 10));

    private final Estimator estimator = new Estimator(new Estimator.Rules(
            PLANNERS,
            Map.of("juhe", JUHE, "openai", OPENAI),
            Map.of("cheap", "juhe"),
            Map.of(Task.SUMMARIZE, "cheap", Task.SENTIMENT, "juhe", Task.EXTRACTION, "openai"),
            new PriceTable(Map.of("juhe", Price.perCall(new BigDecimal("0.02"), CNY))),
            List.of(cap("small", 10), cap("large", 10_000)),
            1_000_000,
            200));

    @Test
    void countsTheCallsOfAllStepsOfALongText() {
        String text = "The harbour was closed in the morning, and ships waited outside. ".repeat(60);
        estimator.add(JobCodec.encode(Job.summarize("long", text)), Task.SUMMARIZE);

        Row row = estimator.rows().getFirst();

        // At least nine parts of 512 characters, and merges of three and more.
        assertThat(row.calls()).isBetween(12L, 20L);
        assertThat(row.cost().amount())
                .isEqualByComparingTo(new BigDecimal("0.02").multiply(BigDecimal.valueOf(row.calls())));
        assertThat(row.time()).isEqualTo(Duration.ofSeconds((row.calls() + 1) / 2));
    }

    @Test
    void asksOnceForEachTaskWhenTheTextIsShort() {
        estimator.add(JobCodec.encode(Job.summarize("a", "Ships waited outside the harbour.")), Task.SUMMARIZE);
        estimator.add(JobCodec.encode(Job.sentiment("b", "Fine.")), Task.SENTIMENT);
        estimator.add(JobCodec.encode(Job.extraction("c", "Anna Berg signed in Oslo.")), Task.EXTRACTION);

        assertThat(estimator.rows()).extracting(Row::calls).containsExactly(1L, 1L, 1L);
        assertThat(estimator.rows()).extracting(Row::provider).containsExactly("juhe", "juhe", "openai");
        assertThat(estimator.isExact("openai")).isTrue();
        assertThat(estimator.isExact("juhe")).isFalse();
        assertThat(estimator.rows().getLast().completionTokens()).isEqualTo(1_024);
        assertThat(estimator.rows().getLast().cost()).isNull();
    }

    @Test
    void tellsApartWhatIsNoJobAndWhatWouldBeRefused() {
        estimator.add("{}".getBytes(StandardCharsets.UTF_8), Task.SENTIMENT);
        estimator.add(JobCodec.encode(Job.sentiment("long", "So it goes. ".repeat(20_000))), Task.SENTIMENT);

        assertThat(estimator.invalid()).isEqualTo(1);
        assertThat(estimator.rows())
                .singleElement()
                .satisfies(row -> assertThat(List.of(row.jobs(), row.refused(), row.calls()))
                        .containsExactly(0L, 1L, 0L));
    }

    @Test
    void namesTheCapsThatWouldBeReached() {
        for (int i = 0; i < 25; i++) {
            estimator.add(JobCodec.encode(Job.sentiment("job-" + i, "Fine.")), Task.SENTIMENT);
        }

        assertThat(estimator.reached())
                .containsExactly(new Reached("small", "calls", BigDecimal.valueOf(25), BigDecimal.valueOf(10), 3));
    }

    private static Cap cap(String name, int calls) {
        return new Cap(
                name, null, null, new Cap.Most.OfCalls(calls), Cap.Per.DAY, ZoneOffset.UTC, Cap.WhenReached.WAIT);
    }
}
