package io.textmill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProviderSpreadTest {
    private final ProviderSpread spread = new ProviderSpread(200);

    @Test
    void givesShortTextsToAllInTurn() {
        assertThat(IntStream.range(0, 8).mapToObj(_ -> spread.next("short")))
                .containsExactly(
                        "juhe",
                        "jumdata",
                        "openai-chat",
                        "openai-completions",
                        "juhe",
                        "jumdata",
                        "openai-chat",
                        "openai-completions");
    }

    @Test
    void keepsTextsThatNeedTooManyCallsFromTheShortPrompts() {
        assertThat(IntStream.range(0, 40).mapToObj(_ -> spread.next("long ".repeat(20_000))))
                .containsOnly("openai-chat", "openai-completions");
    }

    @Test
    void countsBytesForJumDataAndCharactersForJuhe() {
        assertThat(IntStream.range(0, 40).mapToObj(_ -> spread.next("长".repeat(30_000))))
                .containsOnly("juhe", "openai-chat", "openai-completions");
    }
}
