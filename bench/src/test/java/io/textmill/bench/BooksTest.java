package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BooksTest {
    @Test
    void countsOnlyChargedEntriesOfALedger() {
        var ledger = Json.MAPPER.readTree("""
            {"provider":"juhe","entries":[
              {"id":"G1","charged":true}, {"id":"","charged":false}, {"id":"G2","charged":true}]}\
            """);

        assertThat(Books.ofLedger(ledger)).isEqualTo(new Books(3, 2, 0, List.of("G1", "G2")));
    }

    @Test
    void readsTheNumberOfACallUnderEachProvidersName() {
        var calls =
                Stream.of("""
                    {"provider":"juhe","order_id":"G1","charged":true}\
                    """, """
                    {"provider":"jumdata","taskNo":"7","charged":true}\
                    """, """
                    {"provider":"openai-chat","id":"chatcmpl-1","charged":true}\
                    """, """
                    {"provider":"juhe","charged":"unknown"}\
                    """, """
                    {"provider":"juhe","charged":false}\
                    """).map(Json.MAPPER::readTree).toList();

        assertThat(Books.ofCalls(calls))
                .containsEntry("juhe", new Books(3, 1, 1, List.of("G1")))
                .containsEntry("jumdata", new Books(1, 1, 0, List.of("7")))
                .containsEntry("openai-chat", new Books(1, 1, 0, List.of("chatcmpl-1")));
    }
}
