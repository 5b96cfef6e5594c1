package io.textmill.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.ErrorCode;
import io.textmill.worker.caller.CallJournal;
import io.textmill.worker.caller.CallJournal.End;
import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.Prompt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
    private static final Prompt PROMPT = new Prompt("Judge.", "I love it.", 100, false, null, "test@1");

    static Stream<Entry> entries() {
        var made = List.of(made(Charged.UNKNOWN, null), made(Charged.YES, "G1"));
        return Stream.of(
                new Entry(false, new End.Answered("非常好 \"quoted\""), made),
                new Entry(false, new End.Truncated(), made),
                new Entry(false, new End.Failed(ErrorCode.CONTENT_REJECTED, "refused"), List.of()),
                new Entry(false, new End.Open(), made),
                new Entry(true, new End.Open(), made));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void readsWhatItHasWritten(Entry entry) {
        assertThat(EntryCodec.value(EntryCodec.value(entry))).contains(entry);
    }

    @Test
    void readsTheStateThatItHasWritten() {
        Map<Line, Entry> entries = Map.of(
                new Line(0, 1, "aa"),
                new Entry(false, new End.Answered("yes"), List.of(made(Charged.YES, "G1"))),
                new Line(2, 0, "bb"),
                new Entry(false, new End.Open(), List.of(made(Charged.UNKNOWN, null))));

        assertThat(EntryCodec.state(EntryCodec.state(entries))).isEqualTo(entries);
    }

    @Test
    void takesNoStateFromWhatIsNone() {
        assertThat(EntryCodec.state("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(EntryCodec.state((byte[]) null)).isEmpty();
    }

    @Test
    void keepsEveryPartOfAKey() {
        var key = new EntryCodec.Key(new Origin("nlp.sentiment.jobs", 3, 42, 2), new Line(1, 7, "ab01"));

        byte[] written = EntryCodec.key(key);

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("nlp.sentiment.jobs 3 42 2 1 7 ab01");
        assertThat(EntryCodec.key(written)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "probe", "t 1 2 3 4 5", "t 1 x 3 4 5 ab"})
    void readsNoKeyWhereNoneStands(String text) {
        assertThat(EntryCodec.key(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "[]", "{\"v\":2,\"sent\":false,\"end\":\"open\",\"calls\":[]}", "{\"v\":1"})
    void readsNoEntryThatIsNotOfItsVersion(String json) {
        assertThat(EntryCodec.value(json.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void takesAnyOtherPromptProviderOrModelForAnotherRequest() {
        var request = new CallJournal.Request("juhe", null, PROMPT);
        Stream<CallJournal.Request> others = Stream.of(
                new CallJournal.Request("juhe2", null, PROMPT),
                new CallJournal.Request("juhe", "", PROMPT),
                new CallJournal.Request("juhe", null, PROMPT.withMaxOutputTokens(400)),
                new CallJournal.Request("juhe", null, new Prompt(null, "I love it.", 100, false, null, "test@1")),
                new CallJournal.Request("juhe", null, new Prompt("Judge.I", " love it.", 100, false, null, "test@1")),
                new CallJournal.Request("juhe", null, new Prompt("Judge.", "I love it.", 100, true, null, "test@1")),
                new CallJournal.Request("juhe", null, new Prompt("Judge.", "I love it.", 100, false, "c", "test@1")),
                new CallJournal.Request("juhe", null, schema("a", "{}")),
                new CallJournal.Request("juhe", null, schema("b", "{}")),
                new CallJournal.Request("juhe", null, schema("a", "{\"type\":\"object\"}")));

        Line line = Line.of(0, 0, request);

        assertThat(Line.of(0, 0, new CallJournal.Request("juhe", null, PROMPT))).isEqualTo(line);
        assertThat(others.map(other -> Line.of(0, 0, other)))
                .doesNotContain(line)
                .doesNotHaveDuplicates();
    }

    private static Made made(Charged charged, String orderId) {
        var call = new CallRecord(
                "juhe", null, orderId, null, null, null, "answered", charged, 3, 4, 5, 6, 1, "test@1", null);
        return new Made("worker-1", Instant.parse("2026-03-01T12:00:00.123Z"), call);
    }

    private static Prompt schema(String name, String schema) {
        return new Prompt("Judge.", "I love it.", 100, new AnswerFormat.Schema(name, schema), null, "test@1");
    }
}
