package io.textmill.worker.job;

import io.textmill.contract.CallEntry;
import io.textmill.contract.HeaderNames;
import io.textmill.contract.JobResult;
import io.textmill.contract.ResultCodec;
import io.textmill.contract.Task;
import io.textmill.contract.Topics;
import io.textmill.worker.engine.Inbound;
import io.textmill.worker.engine.Outbound;
import io.textmill.worker.engine.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Writes results, dead letters and calls as records. Keys and headers of the job are carried over. Pure. */
final class Publications {
    private final Topics topics;
    private final String worker;

    Publications(Topics topics, String worker) {
        this.topics = topics;
        this.worker = worker;
    }

    /** What a job's end publishes: its result, its calls, and a dead letter unless it succeeded. */
    Verdict.Done ended(Inbound inbound, JobResult result, List<CallEntry> calls) {
        var records = new ArrayList<Outbound>();
        records.add(result(inbound, result));
        calls.forEach(call -> records.add(call(inbound, call)));
        if (result.error() != null) {
            records.add(deadLetter(inbound, result.task(), result.error(), result.attempts()));
        }
        return new Verdict.Done(records);
    }

    /** What a record publishes that cannot even be answered. */
    Verdict.Done unanswerable(Inbound inbound, Task task, JobResult.Failure failure) {
        return new Verdict.Done(List.of(deadLetter(inbound, task, failure, inbound.attempt())));
    }

    private Outbound result(Inbound inbound, JobResult result) {
        return new Outbound(
                topics.results(result.task()),
                inbound.key(),
                ResultCodec.encode(result),
                List.of(inbound.headers().toArray()));
    }

    private Outbound call(Inbound inbound, CallEntry call) {
        return new Outbound(topics.calls(), inbound.key(), ResultCodec.encode(call), List.of());
    }

    /** The original bytes, key and headers, with why and from where. */
    private Outbound deadLetter(Inbound inbound, Task task, JobResult.Failure failure, int attempts) {
        var headers = new ArrayList<Header>(List.of(inbound.headers().toArray()));
        headers.add(header(HeaderNames.ERROR_CATEGORY, failure.category().wireName()));
        headers.add(header(HeaderNames.ERROR_CODE, failure.code().wireName()));
        headers.add(header(HeaderNames.ERROR_MESSAGE, failure.message()));
        headers.add(header(HeaderNames.ORIGIN_TOPIC, inbound.source().topic()));
        headers.add(header(HeaderNames.ORIGIN_PARTITION, inbound.source().partition()));
        headers.add(header(HeaderNames.ORIGIN_OFFSET, inbound.offset()));
        headers.add(header(HeaderNames.ORIGIN_TIMESTAMP, inbound.timestamp().toEpochMilli()));
        headers.add(header(HeaderNames.ATTEMPTS, attempts));
        headers.add(header(HeaderNames.WORKER, worker));
        return new Outbound(topics.deadLetters(task), inbound.key(), inbound.value(), headers);
    }

    /** The same with dead letters that name the original record instead of carrying it. */
    Verdict.Done withoutOriginals(Verdict.Done done, Task task) {
        String deadLetters = topics.deadLetters(task);
        return new Verdict.Done(done.records().stream()
                .map(record -> record.topic().equals(deadLetters)
                        ? new Outbound(deadLetters, null, null, ours(record.headers()))
                        : record)
                .toList());
    }

    private static List<Header> ours(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.key().startsWith(HeaderNames.PREFIX))
                .toList();
    }

    private static Header header(String name, @Nullable Object value) {
        return new RecordHeader(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
