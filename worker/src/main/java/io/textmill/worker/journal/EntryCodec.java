package io.textmill.worker.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.caller.CallJournal.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How entries are written down. A key is text, {@code TOPIC PARTITION OFFSET ATTEMPT STEP QUESTION HASH}; a value is JSON.
 * A version is read one release before it is written. What cannot be read is no entry. Pure.
 */
final class EntryCodec {
    private static final int VERSION = 1;
    private static final int KEY_WORDS = 7;

    /** More than any honest state unpacks to. */
    private static final int MAX_STATE_BYTES = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EntryCodec() {}

    /** A request of an attempt. */
    record Key(Origin origin, Line line) {}

    /** How an entry's end is called. */
    private enum Ending {
        @JsonProperty("answered")
        ANSWERED,
        @JsonProperty("truncated")
        TRUNCATED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("open")
        OPEN
    }

    /** An entry as JSON. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Value(
            int v,
            boolean sent,
            Ending end,
            @Nullable String text,
            @Nullable ErrorCode code,
            @Nullable String message,
            List<Made> calls) {}

    /** An entry of a job's state. */
    private record Stated(int step, int question, String hash, Value entry) {}

    static byte[] key(Key key) {
        Origin origin = key.origin();
        Line line = key.line();
        return "%s %d %d %d %d %d %s"
                .formatted(
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        origin.attempt(),
                        line.step(),
                        line.question(),
                        line.hash())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The key that stands there; empty when none does. */
    static Optional<Key> key(byte @Nullable [] bytes) {
        String[] words = bytes == null ? new String[0] : new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
        if (words.length != KEY_WORDS) {
            return Optional.empty();
        }
        try {
            var origin = new Origin(
                    words[0], Integer.parseInt(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
            return Optional.of(
                    new Key(origin, new Line(Integer.parseInt(words[4]), Integer.parseInt(words[5]), words[6])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    static byte[] value(Entry entry) {
        return MAPPER.writeValueAsBytes(written(entry));
    }

    /** The entry that stands there; empty when none does that this version can read. */
    static Optional<Entry> value(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readValue(bytes, Value.class)).flatMap(EntryCodec::read);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** All entries of a job, compressed. */
    static byte[] state(Map<Line, Entry> entries) {
        var stated = new ArrayList<Stated>();
        entries.forEach(
                (line, entry) -> stated.add(new Stated(line.step(), line.question(), line.hash(), written(entry))));
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(MAPPER.writeValueAsBytes(stated));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The entries of a job; none when that is no state. */
    static Map<Line, Entry> state(byte @Nullable [] bytes) {
        var entries = new LinkedHashMap<Line, Entry>();
        if (bytes == null) {
            return entries;
        }
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            Stated[] stated = MAPPER.readValue(packed.readNBytes(MAX_STATE_BYTES), Stated[].class);
            for (Stated each : stated) {
                read(each.entry())
                        .ifPresent(entry -> entries.put(new Line(each.step(), each.question(), each.hash()), entry));
            }
        } catch (IOException | JacksonException _) {
            return new LinkedHashMap<>();
        }
        return entries;
    }

    private static Value written(Entry entry) {
        List<Made> calls = entry.calls();
        boolean sent = entry.isSent();
        return switch (entry.end()) {
            case End.Answered(var text) -> new Value(VERSION, sent, Ending.ANSWERED, text, null, null, calls);
            case End.Truncated _ -> new Value(VERSION, sent, Ending.TRUNCATED, null, null, null, calls);
            case End.Failed(var code, var message) ->
                new Value(VERSION, sent, Ending.FAILED, null, code, message, calls);
            case End.Open _ -> new Value(VERSION, sent, Ending.OPEN, null, null, null, calls);
        };
    }

    private static Optional<Entry> read(@Nullable Value value) {
        if (value == null || value.v() != VERSION || value.end() == null || value.calls() == null) {
            return Optional.empty();
        }
        End end = switch (value.end()) {
            case ANSWERED -> new End.Answered(Objects.requireNonNullElse(value.text(), ""));
            case TRUNCATED -> new End.Truncated();
            case FAILED ->
                new End.Failed(
                        Objects.requireNonNullElse(value.code(), ErrorCode.OTHER),
                        Objects.requireNonNullElse(value.message(), ""));
            case OPEN -> new End.Open();
        };
        return Optional.of(new Entry(value.sent(), end, value.calls()));
    }
}
