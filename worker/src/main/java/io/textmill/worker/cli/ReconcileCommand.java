package io.textmill.worker.cli;

import io.textmill.contract.CallEntry;
import io.textmill.contract.Charged;
import io.textmill.worker.bill.Bill;
import io.textmill.worker.bill.CallTopic;
import io.textmill.worker.bill.Reconciliation;
import io.textmill.worker.config.ProviderConfig;
import io.textmill.worker.config.ProviderSettings;
import io.textmill.worker.config.WorkerConfig;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.jumdata.Balance;
import io.textmill.worker.spend.Price;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code textmill reconcile}. */
@Command(
        name = "reconcile",
        description =
                "Compares nlp.calls with a provider's bill, a CSV of number and charged (true when absent), or with"
                        + " what is left of the balance of a JumData account. Lists the differences; exits with 0 when"
                        + " there are none, with 1 when there are.",
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(names = "--config", defaultValue = "textmill.yaml", description = "The configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("textmill.yaml");

    @Option(names = "--provider", paramLabel = "NAME", required = true, description = "The configured provider's name.")
    private String provider = "";

    @Option(names = "--bill", paramLabel = "FILE.csv", description = "What the provider says of each call.")
    private @Nullable Path bill;

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "When the bill begins, such as 2026-11-01T00:00:00+08:00.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "When the bill ends.")
    private @Nullable String to;

    @Option(names = "--balance-was", paramLabel = "AMOUNT", description = "What the balance was at --balance-at.")
    private @Nullable BigDecimal balanceWas;

    @Option(names = "--balance-at", paramLabel = "T", description = "When it was that.")
    private @Nullable String balanceAt;

    ReconcileCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (bill == null && balanceWas == null) {
            throw wrong("one of --bill or --balance-was is needed");
        }
        if ((balanceWas == null) != (balanceAt == null)) {
            throw wrong("--balance-was and --balance-at belong together");
        }
        WorkerConfig worker = WorkerConfig.load(config, environment);
        ProviderConfig configured = worker.providers().get(provider);
        if (configured == null) {
            throw wrong("--provider " + provider + " is not configured; there are "
                    + String.join(", ", worker.providers().keySet()));
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean billAgrees = bill == null || agrees(bill, worker, out);
        boolean balanceAgrees =
                balanceWas == null || balanceAt == null || agrees(balanceWas, balanceAt, configured, worker, out);
        out.flush();
        return billAgrees && balanceAgrees ? 0 : 1;
    }

    private boolean agrees(Path file, WorkerConfig worker, PrintWriter out) throws IOException {
        Bill read;
        try {
            read = Bill.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw wrong(file + ": " + e.getMessage());
        }
        var found = Reconciliation.of(read, calls(worker, moment("--from", from), moment("--to", to)));
        for (Reconciliation.Difference difference : found.differences()) {
            CallEntry ours = difference.ours();
            out.printf(
                    "%-24s %-40s bill: %-8s ours: %s%n",
                    difference.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    difference.id(),
                    difference.billed() == null ? "absent" : difference.billed(),
                    ours == null
                            ? "absent"
                            : ours.call().charged().wire() + ", job " + ours.jobId() + ", " + ours.at());
        }
        Reconciliation.Sums sums = found.sums();
        out.printf(
                "billed %d; ours: charged %d, unknown %d, of both without a number %d; differences %d%n",
                sums.billed(),
                sums.charged(),
                sums.unknown(),
                sums.unnumbered(),
                found.differences().size());
        return found.differences().isEmpty();
    }

    /** Between what was charged for certain and what may have been charged besides, the balance tells nothing wrong. */
    private boolean agrees(BigDecimal was, String at, ProviderConfig configured, WorkerConfig worker, PrintWriter out)
            throws IOException, InterruptedException {
        Price price = configured.price();
        if (price == null || !(configured.settings() instanceof ProviderSettings.JumData(var account))) {
            throw wrong("--balance-was needs a provider of the kind jumdata with a price");
        }
        BigDecimal now;
        try (var http = HttpExchange.withDefaultTrust(clock)) {
            now = new Balance(account, http, clock).ask();
        }
        List<CallEntry> calls = calls(worker, moment("--balance-at", at), null);
        BigDecimal charged = cost(calls, Charged.YES, price);
        BigDecimal most = charged.add(cost(calls, Charged.UNKNOWN, price));
        BigDecimal spent = was.subtract(now);
        boolean agrees = spent.compareTo(charged) >= 0 && spent.compareTo(most) <= 0;
        out.printf(
                "balance %s, was %s: %s spent; ours: %s charged, %s with what may have been; %s%n",
                now.toPlainString(),
                was.toPlainString(),
                spent.toPlainString(),
                charged.toPlainString(),
                most.toPlainString(),
                agrees ? "agrees" : "differs by " + spent.subtract(charged).toPlainString());
        return agrees;
    }

    private static BigDecimal cost(List<CallEntry> calls, Charged charged, Price price) {
        return calls.stream()
                .filter(entry -> entry.call().charged() == charged)
                .map(entry -> price.of(entry.call()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<CallEntry> calls(WorkerConfig worker, @Nullable Instant begin, @Nullable Instant end) {
        var calls = new ArrayList<CallEntry>();
        new CallTopic(worker.kafka().topics().calls(), worker.kafkaClient()).read(begin, entry -> {
            if (entry.call().provider().equals(provider)
                    && (begin == null || !entry.at().isBefore(begin))
                    && (end == null || entry.at().isBefore(end))) {
                calls.add(entry);
            }
        });
        return calls;
    }

    private @Nullable Instant moment(String option, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw wrong(option + " is \"" + text + "\", must be a time such as 2026-11-01T00:00:00+08:00");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
