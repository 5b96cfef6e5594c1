package io.textmill.worker.estimate;

import io.textmill.contract.Decoded;
import io.textmill.contract.Job;
import io.textmill.contract.JobCodec;
import io.textmill.contract.SentimentOptions;
import io.textmill.contract.Task;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.quota.Limits;
import io.textmill.worker.spend.Cap;
import io.textmill.worker.spend.Charge;
import io.textmill.worker.spend.Money;
import io.textmill.worker.spend.Price;
import io.textmill.worker.spend.PriceTable;
import io.textmill.worker.task.Planner;
import io.textmill.worker.task.Planners;
import io.textmill.worker.task.Step;
import io.textmill.worker.text.TokenCount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what jobs would take. Each is planned as the worker plans it; a step that needs answers gets stand-ins of the
 * largest length that is of use, so that merges are counted too. Questions that are asked again are not counted. One
 * thread at a time.
 */
public final class Estimator {
    /** A plan has fewer steps; more would be a defect. */
    private static final int MOST_STEPS = 1_000;

    private final Rules rules;
    private final Map<Key, Sum> sums = new TreeMap<>();
    private final Map<String, BigDecimal> capped = new HashMap<>();
    private final Map<String, TokenCount> tokens = new HashMap<>();
    private long invalid;

    /**
     * What holds for all jobs.
     *
     * @param planners of each task
     * @param targets the providers by their names
     * @param routes the provider that each route begins with
     * @param defaults the provider or route of each task
     * @param prices what calls cost
     * @param caps what may be spent
     * @param maxBytes the largest job
     * @param maxCalls the most calls of one job
     */
    public record Rules(
            Planners planners,
            Map<String, Target> targets,
            Map<String, String> routes,
            Map<Task, String> defaults,
            PriceTable prices,
            List<Cap> caps,
            int maxBytes,
            int maxCalls) {}

    private record Key(Task task, String provider) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTask = task.compareTo(other.task);
            return byTask != 0 ? byTask : provider.compareTo(other.provider);
        }
    }

    private static final class Sum {
        private long jobs;
        private long refused;
        private long calls;
        private long promptTokens;
        private long completionTokens;
    }

    /** Nothing added yet. */
    public Estimator(Rules rules) {
        this.rules = rules;
    }

    /** Adds a job of that task, as its record has it. */
    public void add(byte[] value, Task task) {
        switch (JobCodec.decode(value, task, rules.maxBytes())) {
            case Decoded.Invalid _ -> invalid++;
            case Decoded.Valid(var job, var ignored) -> {
                String way = job.provider() == null
                        ? Objects.requireNonNullElse(rules.defaults().get(task), "")
                        : job.provider();
                String provider = rules.routes().getOrDefault(way, way);
                Target target = rules.targets().get(provider);
                if (target == null || !rules.planners().has(task)) {
                    invalid++;
                } else {
                    add(job, provider, target, rules.planners().get(task, provider));
                }
            }
        }
    }

    /** Adds a line that names no task. */
    public void addInvalid() {
        invalid++;
    }

    /** Jobs that are none, or whose task or provider is not configured. */
    public long invalid() {
        return invalid;
    }

    /** The sums. */
    public List<Row> rows() {
        return sums.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The caps that would be reached, if nothing of their window is spent yet. */
    public List<Reached> reached() {
        return rules.caps().stream()
                .filter(cap -> needed(cap).compareTo(cap.most().amount()) > 0)
                .map(cap -> new Reached(
                        cap.name(),
                        cap.most().unit(),
                        needed(cap),
                        cap.most().amount(),
                        needed(cap)
                                .divide(cap.most().amount(), 0, RoundingMode.CEILING)
                                .longValue()))
                .toList();
    }

    /** Whether a provider's tokens are counted as its model counts them. */
    public boolean isExact(String provider) {
        Target target = rules.targets().get(provider);
        return target != null && tokens(provider, target).isExact();
    }

    private void add(Job job, String provider, Target target, Planner planner) {
        Sum sum = sums.computeIfAbsent(new Key(job.task(), provider), _ -> new Sum());
        var prompts = new ArrayList<Prompt>();
        Step step = planner.plan(job, target.limit(), rules.maxCalls());
        for (int steps = 0; step instanceof Step.Ask ask && steps < MOST_STEPS; steps++) {
            ask.questions().forEach(question -> prompts.add(question.prompt()));
            step = ask.then().apply(standIns(job, ask));
        }
        if (prompts.isEmpty()) {
            sum.refused += step instanceof Step.Failed ? 1 : 0;
            sum.jobs += step instanceof Step.Failed ? 0 : 1;
            return;
        }
        sum.jobs++;
        for (Prompt prompt : prompts) {
            long asked = tokens(provider, target).of(prompt.joined());
            sum.calls++;
            sum.promptTokens += asked;
            sum.completionTokens += prompt.maxOutputTokens();
            var charge = new Charge(provider, job.tenant(), asked, prompt.maxOutputTokens());
            for (Cap cap : rules.caps()) {
                cap.amount(charge, rules.prices())
                        .ifPresent(amount -> capped.merge(cap.name(), amount, BigDecimal::add));
            }
        }
    }

    private static List<String> standIns(Job job, Step.Ask ask) {
        return ask.questions().stream()
                .map(question -> switch (job.task()) {
                    // A summary that is as long as its text is cut to the length asked for.
                    case SUMMARIZE -> question.prompt().text();
                    case SENTIMENT -> label(job);
                    case EXTRACTION -> "{}";
                })
                .toList();
    }

    private static String label(Job job) {
        return job.options() instanceof SentimentOptions options
                ? "{\"label\": \""
                        + options.labels().getFirst().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"
                : "{}";
    }

    private Row row(Key key, Sum sum) {
        Target target = rules.targets().get(key.provider);
        Price price = rules.prices().of(key.provider).orElse(null);
        return new Row(
                key.task,
                key.provider,
                sum.jobs,
                sum.refused,
                sum.calls,
                sum.promptTokens,
                sum.completionTokens,
                price == null ? null : cost(price, sum),
                target == null ? null : time(target.limits(), sum));
    }

    private static Money cost(Price price, Sum sum) {
        BigDecimal tokens = price.of(sum.promptTokens, sum.completionTokens).subtract(price.perCall());
        return new Money(price.perCall().multiply(BigDecimal.valueOf(sum.calls)).add(tokens), price.currency());
    }

    /** At the limits of the whole fleet; null where none is of calls or tokens over time. */
    private static @Nullable Duration time(Limits limits, Sum sum) {
        double seconds =
                Math.max(sum.calls / limits.pace(), 60.0 * (sum.promptTokens + sum.completionTokens) / limits.tokens());
        return seconds == 0 ? null : Duration.ofSeconds((long) Math.ceil(seconds));
    }

    private BigDecimal needed(Cap cap) {
        return capped.getOrDefault(cap.name(), BigDecimal.ZERO);
    }

    private TokenCount tokens(String provider, Target target) {
        return tokens.computeIfAbsent(provider, _ -> new TokenCount(target.model()));
    }
}
