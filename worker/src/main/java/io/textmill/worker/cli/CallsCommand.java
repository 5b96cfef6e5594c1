package io.textmill.worker.cli;

import io.textmill.contract.CallEntry;
import io.textmill.contract.ResultCodec;
import io.textmill.worker.bill.CallTopic;
import io.textmill.worker.bill.Reconciliation;
import io.textmill.worker.config.WorkerConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code textmill calls}. */
@Command(
        name = "calls",
        description = "Finds calls in nlp.calls by the provider's number of them, or by their job; several options must"
                + " all hold. Exits with 0 when there are some, with 1 when not.",
        mixinStandardHelpOptions = true)
final class CallsCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-24s %-10s %-14s %-12s %-8s %-40s %7s %7s%n";

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(names = "--config", defaultValue = "textmill.yaml", description = "The configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("textmill.yaml");

    @Option(names = "--order-id", paramLabel = "X", description = "Juhe's number.")
    private @Nullable String orderId;

    @Option(names = "--task-no", paramLabel = "Y", description = "JumData's number.")
    private @Nullable String taskNo;

    @Option(names = "--id", paramLabel = "W", description = "An OpenAI-compatible server's number.")
    private @Nullable String id;

    @Option(names = "--job", paramLabel = "Z", description = "The jobId.")
    private @Nullable String jobId;

    @Option(names = "--json", description = "One call a line, as the topic has it.")
    private boolean json;

    CallsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (orderId == null && taskNo == null && id == null && jobId == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "one of --order-id, --task-no, --id or --job is needed");
        }
        WorkerConfig worker = WorkerConfig.load(config, environment);
        PrintWriter out = spec.commandLine().getOut();
        var found = new AtomicLong();
        new CallTopic(worker.kafka().topics().calls(), worker.kafkaClient()).read(null, call -> {
            if (matches(call)) {
                if (found.getAndIncrement() == 0 && !json) {
                    out.printf(
                            ROW, "at", "job", "task", "provider", "outcome", "charged", "number", "prompt", "answer");
                }
                print(call, out);
            }
        });
        out.flush();
        return found.get() > 0 ? 0 : 1;
    }

    private boolean matches(CallEntry entry) {
        return (orderId == null || orderId.equals(entry.call().orderId()))
                && (taskNo == null || taskNo.equals(entry.call().taskNo()))
                && (id == null || id.equals(entry.call().id()))
                && (jobId == null || jobId.equals(entry.jobId()));
    }

    private void print(CallEntry entry, PrintWriter out) {
        if (json) {
            out.println(new String(ResultCodec.encode(entry), StandardCharsets.UTF_8));
            return;
        }
        out.printf(
                ROW,
                entry.at(),
                entry.jobId(),
                entry.task().wireName(),
                entry.call().provider(),
                entry.call().outcome(),
                entry.call().charged().wire(),
                number(entry),
                Objects.requireNonNullElse(entry.call().promptTokens(), "-"),
                Objects.requireNonNullElse(entry.call().completionTokens(), "-"));
    }

    private static String number(CallEntry entry) {
        String number = Reconciliation.id(entry.call());
        return number == null ? "-" : number;
    }
}
