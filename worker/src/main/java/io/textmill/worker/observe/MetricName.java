package io.textmill.worker.observe;

import java.util.List;

/** Every meter of the worker: the one place where their names, labels and meanings stand. */
enum MetricName {
    JOBS(
            Kind.COUNTER,
            "textmill.jobs",
            "Jobs that ended, by status; `code` is the error's code, or `none`.",
            "task",
            "status",
            "code"),
    JOB_DURATION(Kind.TIMER, "textmill.job.duration", "Time from a job's start to its result.", "task", "status"),
    JOB_QUEUED(Kind.TIMER, "textmill.job.queued", "Time from a job's publication to its start.", "task"),
    JOBS_IN_FLIGHT(Kind.GAUGE, "textmill.jobs.in.flight", "Jobs that run now."),
    JOBS_QUEUED(Kind.GAUGE, "textmill.jobs.queued", "Records that were read and wait for a free place."),
    JOBS_HELD(Kind.GAUGE, "textmill.jobs.held", "Jobs that wait in this worker until their next attempt is due."),
    RETRY_LATENESS(Kind.TIMER, "textmill.retry.lateness", "Time from when a retry was due to its start."),
    UNKNOWN_FIELDS(
            Kind.COUNTER,
            "textmill.unknown.fields",
            "Fields of jobs that this version does not know; newer publishers send them.",
            "task"),
    DEAD_LETTERS(Kind.COUNTER, "textmill.dead.letters", "Records that were dead-lettered, by error.", "task", "code"),
    CALLS(
            Kind.COUNTER,
            "textmill.calls",
            "Provider calls; `charged` is `true`, `false` or `unknown`.",
            "provider",
            "outcome",
            "charged"),
    CALL_DURATION(
            Kind.TIMER,
            "textmill.call.duration",
            "Time from sending a request to the end of its answer.",
            "provider",
            "outcome"),
    CALL_WAIT(
            Kind.TIMER,
            "textmill.call.wait",
            "Time that a call waited for a free slot and the rate limit.",
            "provider"),
    CALLS_IN_FLIGHT(Kind.GAUGE, "textmill.calls.in.flight", "Provider calls that run now.", "provider"),
    CALLS_WAITING(Kind.GAUGE, "textmill.calls.waiting", "Calls that wait for their turn now.", "provider"),
    CIRCUIT(
            Kind.GAUGE,
            "textmill.circuit",
            "Whether the provider is called: 0 yes, 1 one call is to find out, 2 no, until a moment.",
            "provider"),
    QUOTA_SHARE(
            Kind.GAUGE,
            "textmill.quota.share",
            "The part of the fleet's limits that is this worker's, from 0 to 1.",
            "provider"),
    QUOTA_SPEED(
            Kind.GAUGE,
            "textmill.quota.speed",
            "The part of its share that the worker uses: below 1 after throttles, and while others use the account.",
            "provider"),
    TOKENS(
            Kind.COUNTER,
            "textmill.tokens",
            "Tokens as the provider counted them; `kind` is `prompt` or `completion`.",
            "provider",
            "kind"),
    COST(
            Kind.COUNTER,
            "textmill.cost",
            "Price of the charged and the possibly charged calls, where a price is configured.",
            "provider",
            "currency"),
    SPEND_LIMIT(Kind.GAUGE, "textmill.spend.limit", "What a cap allows a day or a month, in its unit.", "cap", "unit"),
    SPEND_USED(
            Kind.GAUGE,
            "textmill.spend.used",
            "What all workers have leased of a cap's current window and not returned; the same at every worker.",
            "cap",
            "unit"),
    SPEND_LEASED(
            Kind.GAUGE,
            "textmill.spend.leased",
            "What this worker has leased of a cap's current window and neither spent nor reserved.",
            "cap",
            "unit"),
    COMMITS(Kind.COUNTER, "textmill.commits", "Transactions that were committed."),
    COMMITTED_RECORDS(Kind.COUNTER, "textmill.committed.records", "Input records that those transactions finished."),
    COMMIT_DURATION(Kind.TIMER, "textmill.commit.duration", "Time from the begin of a transaction to its commit."),
    COMMIT_FAILURES(
            Kind.COUNTER,
            "textmill.commit.failures",
            "Transactions that failed; `rule` says what was done: `abort` or `reconcile`.",
            "rule"),
    JOURNAL_APPENDS(Kind.TIMER, "textmill.journal.append", "Time until an entry of the call journal was acknowledged."),
    JOURNAL_BYTES(Kind.COUNTER, "textmill.journal.bytes", "Keys and values of those entries, uncompressed."),
    JOURNAL_FAILURES(
            Kind.COUNTER,
            "textmill.journal.failures",
            "Entries that were not acknowledged, or not in time; their calls went out all the same."),
    JOURNAL_RESTORE(
            Kind.TIMER, "textmill.journal.restore", "Time that partitions waited for their journal to be read."),
    JOURNAL_REUSED(
            Kind.COUNTER,
            "textmill.journal.reused",
            "Answers that were taken from the journal instead of being paid again."),
    JOURNAL_LOST(
            Kind.COUNTER,
            "textmill.journal.lost",
            "Calls that were sent by a worker which ended before their answer; counted as possibly charged."),
    OFFSETS_OPEN(Kind.GAUGE, "textmill.offsets.open", "Offsets that were read and are not committed as done."),
    PARTITIONS(Kind.GAUGE, "textmill.partitions", "Partitions that this worker owns."),
    PARTITIONS_BLOCKED(
            Kind.GAUGE,
            "textmill.partitions.blocked",
            "Partitions from which nothing is read because what is committed for them cannot be trusted; must be 0."),
    BUILD(Kind.GAUGE, "textmill.build", "Always 1; the label says which version runs.", "version");

    /** What is measured, and so which suffix the name has in Prometheus. */
    enum Kind {
        COUNTER("_total"),
        /** A histogram in seconds, with a maximum beside it. */
        TIMER("_seconds"),
        GAUGE("");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private final Kind kind;
    private final String dotted;
    private final String doc;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    MetricName(Kind kind, String dotted, String doc, String... labels) {
        this.kind = kind;
        this.dotted = dotted;
        this.doc = doc;
        this.labels = List.of(labels);
    }

    Kind kind() {
        return kind;
    }

    /** The name as Micrometer wants it. */
    String dotted() {
        return dotted;
    }

    /** The name as Prometheus shows it. */
    String published() {
        return dotted.replace('.', '_') + kind.suffix;
    }

    String doc() {
        return doc;
    }

    List<String> labels() {
        return labels;
    }
}
