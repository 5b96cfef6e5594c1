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
import java.util.stream.Stream;
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

    /**
     * What a job's end publishes: its result, its calls, and a dead letter unless it succeeded.
     *
     * @param encoded the result as it goes out
     */
    Verdict.Done ended(Inbound inbound, JobResult result, byte[] encoded, List<CallEntry> calls) {
        var records = new ArrayList<Outbound>();
        records.add(fitting(new Outbound(topics.results(result.task()), inbound.key(), encoded, carried(inbound))));
        records.addAll(calls(inbound, calls));
        if (result.error() != null) {
            records.add(deadLetter(inbound, result.task(), result.error(), result.attempts()));
        }
        return new Verdict.Done(records);
    }

    /** What a record publishes that cannot even be answered. */
    Verdict.Done unanswerable(Inbound inbound, Task task, JobResult.Failure failure) {
        return new Verdict.Done(List.of(deadLetter(inbound, task, failure, inbound.attempt())));
    }

    /** The calls made for a job. */
    List<Outbound> calls(Inbound inbound, List<CallEntry> calls) {
        return calls.stream()
                .map(call -> fitting(new Outbound(topics.calls(), inbound.key(), ResultCodec.encode(call), List.of())))
                .toList();
    }

    /** A key or headers that leave no room are dropped: better a result without them than none. */
    private static Outbound fitting(Outbound record) {
        return record.bytes() <= Outbound.MAX_BYTES
                ? record
                : new Outbound(record.topic(), null, record.value(), List.of());
    }

    /** The original bytes, key and headers, with why and from where. */
    private Outbound deadLetter(Inbound inbound, Task task, JobResult.Failure failure, int attempts) {
        var headers = new ArrayList<>(carried(inbound));
        headers.add(header(HeaderNames.ERROR_CATEGORY, failure.category().wireName()));
        headers.add(header(HeaderNames.ERROR_CODE, failure.code().wireName()));
        headers.add(header(HeaderNames.ERROR_MESSAGE, failure.message()));
        headers.add(header(HeaderNames.ORIGIN_TOPIC, inbound.source().topic()));
        headers.add(header(HeaderNames.ORIGIN_PARTITION, inbound.source().partition()));
        headers.add(header(HeaderNames.ORIGIN_OFFSET, inbound.offset()));
        headers.add(header(HeaderNames.ORIGIN_TIMESTAMP, inbound.timestamp().toEpochMilli()));
        headers.add(header(HeaderNames.ATTEMPTS, attempts));
        headers.add(header(HeaderNames.WORKER, worker));
        var letter = new Outbound(topics.deadLetters(task), inbound.key(), inbound.value(), headers);
        return letter.bytes() <= Outbound.MAX_BYTES ? letter : withoutOriginal(letter);
    }

    /** The publisher's headers; not ours, which a replayed dead letter still has. */
    private static List<Header> carried(Inbound inbound) {
        return Stream.of(inbound.headers().toArray())
                .filter(header -> !header.key().startsWith(HeaderNames.PREFIX))
                .toList();
    }

    /** The same with dead letters that name the original record instead of carrying it. */
    Verdict.Done withoutOriginals(Verdict.Done done, Task task) {
        String deadLetters = topics.deadLetters(task);
        return new Verdict.Done(done.records().stream()
                .map(record -> record.topic().equals(deadLetters) ? withoutOriginal(record) : record)
                .toList());
    }

    private static Outbound withoutOriginal(Outbound letter) {
        List<Header> ours = letter.headers().stream()
                .filter(header -> header.key().startsWith(HeaderNames.PREFIX))
                .toList();
        return new Outbound(letter.topic(), null, null, ours);
    }

    private static Header header(String name, @Nullable Object value) {
        return new RecordHeader(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
