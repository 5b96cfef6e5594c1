package io.textmill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the demo says at its end. */
final class DemoReport {
    private DemoReport() {}

    static List<String> totals(Summary summary) {
        var providers = new Table(
                Table.Column.text("provider", 20),
                Table.Column.number("calls", 8),
                Table.Column.number("charged", 8),
                Table.Column.number("charged by its own books", 26));
        new TreeMap<>(summary.perProvider())
                .forEach((provider, counts) -> providers.row(
                        provider,
                        Integer.toString(counts.worker().calls()),
                        Integer.toString(counts.worker().charged()),
                        Integer.toString(counts.ledger().charged())));
        var lines = new ArrayList<>(providers.lines(80));
        lines.add("");
        lines.add("%d records: %d succeeded, %d failed, %d dead-lettered; %d missing, %d twice. %.1f s."
                .formatted(
                        summary.jobs(),
                        summary.succeeded(),
                        summary.failed(),
                        summary.deadLettered(),
                        summary.missing(),
                        summary.duplicates(),
                        summary.seconds()));
        lines.add("%d of %d results are valid against the schema; the books %s."
                .formatted(
                        summary.values().valid(),
                        summary.values().checked(),
                        summary.ledgerMatches() ? "agree" : "DISAGREE"));
        summary.differences().forEach(difference -> lines.add("  ✗ " + difference));
        summary.problems().forEach(problem -> lines.add("  ✗ " + problem));
        lines.add(summary.passed() ? "All that must hold holds." : "NOT everything that must hold holds.");
        return lines;
    }

    /** Where to look while everything runs. */
    static List<String> addresses(Chain chain) {
        var lines = new ArrayList<String>();
        lines.add("Where to look next");
        lines.add("  Kafka              " + chain.sandbox().bootstrapServers()
                + "  topics nlp.<task>.jobs, .results, .dead-letters, .retry.<tier>, .journal, nlp.calls, nlp.groups"
                + " and nlp.budget");
        lines.add("                     read them with isolation.level=read_committed");
        lines.add("  the worker         " + chain.admin().resolve("/metrics") + "  and /health/ready");
        for (String provider : new TreeMap<>(chain.sandbox().accounts()).keySet()) {
            lines.add("  %s %s"
                    .formatted(
                            Columns.padEnd(provider, 18),
                            chain.sandbox().baseUrl(provider).resolve("/ledger?entries=true")));
        }
        lines.addAll(files(chain).subList(1, files(chain).size()));
        return lines;
    }

    /** Where to look when all has stopped as it should and its files are gone. */
    static List<String> nothingKept() {
        return List.of(
                "Where to look next",
                "  the same, running  ./textmill demo  (Kafka, the worker's metrics and the ledgers stay until Ctrl-C)",
                "  all commands       ./textmill help");
    }

    /** Where to look when all has stopped and something is wrong. */
    static List<String> files(Chain chain) {
        return List.of(
                "Where to look next",
                "  configuration      " + chain.config(),
                "  logs               " + chain.workerLog() + "  " + chain.sandboxLog(),
                "  all commands       ./textmill help");
    }
}
