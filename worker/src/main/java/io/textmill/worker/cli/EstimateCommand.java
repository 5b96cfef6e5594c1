package io.textmill.worker.cli;

import io.textmill.contract.Task;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.estimate.Backlog;
import io.textmill.worker.estimate.Estimator;
import io.textmill.worker.estimate.Reached;
import io.textmill.worker.estimate.Row;
import io.textmill.worker.spend.Money;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code textmill estimate}. */
@Command(
        name = "estimate",
        description = "Says what jobs would take, without a call: calls, tokens, cost, time, and the caps they reach.",
        mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %-20s %8s %8s %9s %12s %12s %18s %12s%n";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> environment;
    private final Function<WorkerConfig, Estimator.Rules> rules;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Jobs, one JSON object a line, each with its task.")
    private @Nullable Path file;

    @Option(names = "--backlog", description = "The jobs that wait in the input and retry topics, instead of a file.")
    private boolean backlog;

    @Option(names = "--config", defaultValue = "textmill.yaml", description = "The configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("textmill.yaml");

    @Option(names = "--json", description = "All of it as one JSON object.")
    private boolean json;

    EstimateCommand(Map<String, String> environment, Function<WorkerConfig, Estimator.Rules> rules) {
        this.environment = environment;
        this.rules = rules;
    }

    private static Map<Task, Set<String>> lanes(WorkerConfig worker) {
        return worker.tasks().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, task -> task.getValue().lanes().keySet()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((file == null) != backlog) {
            throw new CommandLine.ParameterException(spec.commandLine(), "either FILE or --backlog is needed");
        }
        WorkerConfig worker = WorkerConfig.load(config, environment);
        var estimator = new Estimator(rules.apply(worker));
        if (file == null) {
            new Backlog(worker.kafka().topics(), worker.kafka().group(), worker.kafkaClient())
                    .read(lanes(worker), estimator::add);
        } else {
            try (Stream<String> lines = Files.lines(file)) {
                lines.filter(line -> !line.isBlank()).forEach(line -> add(line, estimator));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(MAPPER.writeValueAsString(asJson(estimator)));
        } else {
            print(estimator, out);
        }
        out.flush();
        return 0;
    }

    private static void add(String line, Estimator estimator) {
        task(line)
                .ifPresentOrElse(
                        task -> estimator.add(line.getBytes(StandardCharsets.UTF_8), task), estimator::addInvalid);
    }

    private static Optional<Task> task(String line) {
        try {
            String name = MAPPER.readTree(line).path("task").asString("");
            return Stream.of(Task.values())
                    .filter(task -> task.wireName().equals(name))
                    .findFirst();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static void print(Estimator estimator, PrintWriter out) {
        out.printf(ROW, "task", "provider", "jobs", "refused", "calls", "prompt", "answer", "cost", "time");
        for (Row row : estimator.rows()) {
            out.printf(
                    ROW,
                    row.task().wireName(),
                    row.provider(),
                    row.jobs(),
                    row.refused(),
                    row.calls(),
                    (estimator.isExact(row.provider()) ? "" : "~") + row.promptTokens(),
                    "<" + row.completionTokens(),
                    cost(row.cost()),
                    time(row.time()));
        }
        out.println("invalid jobs: " + estimator.invalid()
                + "; prompt and answer in tokens (~ by a rule of thumb, < at most), time at the limits of all"
                + " workers together, on calls and tokens; of one provider it adds up");
        for (Reached reached : estimator.reached()) {
            out.printf(
                    "cap %s: %s %s needed, %s allowed: reached after %d %% of the jobs; takes %d windows%n",
                    reached.cap(),
                    reached.needed().toPlainString(),
                    reached.unit(),
                    reached.amount().toPlainString(),
                    percent(reached),
                    reached.windows());
        }
    }

    private static int percent(Reached reached) {
        return (int) (100 * reached.amount().doubleValue() / reached.needed().doubleValue());
    }

    private static String cost(@Nullable Money cost) {
        return cost == null
                ? "-"
                : "<" + cost.amount().stripTrailingZeros().toPlainString() + " "
                        + cost.currency().getCurrencyCode();
    }

    private static String time(@Nullable Duration time) {
        return time == null ? "-" : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static ObjectNode asJson(Estimator estimator) {
        ObjectNode all = MAPPER.createObjectNode();
        all.put("invalid", estimator.invalid());
        var rows = all.putArray("rows");
        for (Row row : estimator.rows()) {
            ObjectNode one = rows.addObject();
            one.put("task", row.task().wireName())
                    .put("provider", row.provider())
                    .put("jobs", row.jobs())
                    .put("refused", row.refused())
                    .put("calls", row.calls())
                    .put("promptTokens", row.promptTokens())
                    .put("promptTokensExact", estimator.isExact(row.provider()))
                    .put("mostCompletionTokens", row.completionTokens());
            Money cost = row.cost();
            if (cost != null) {
                one.put("mostCost", cost.amount())
                        .put("currency", cost.currency().getCurrencyCode());
            }
            Duration time = row.time();
            if (time != null) {
                one.put("seconds", time.toSeconds());
            }
        }
        var caps = all.putArray("capsReached");
        for (Reached reached : estimator.reached()) {
            caps.addObject()
                    .put("cap", reached.cap())
                    .put("unit", reached.unit())
                    .put("needed", reached.needed())
                    .put("allowed", reached.amount())
                    .put("windows", reached.windows());
        }
        return all;
    }
}
