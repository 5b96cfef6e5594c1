package io.textmill.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.textmill.contract.Charged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    private static final Receipt NOTHING = Receipt.of(Charged.YES);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u200b\ufeff"})
    void takesABlankNumberForNone(String blank) {
        assertThat(new Receipt(Charged.YES, blank, blank, blank, blank, null, null))
                .isEqualTo(NOTHING);
    }

    @Test
    void cutsANumberOfMoreThan200Characters() {
        String number = "x".repeat(200);

        assertThat(new Receipt(Charged.YES, number + "y", null, number, number + "yyy", null, null))
                .isEqualTo(new Receipt(Charged.YES, number, null, number, number, null, null));
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(new Receipt(Charged.YES, null, "x".repeat(199) + "😀", null, null, null, null).taskNo())
                .isEqualTo("x".repeat(199));
    }

    @Test
    void takesANegativeCountForNone() {
        assertThat(new Receipt(Charged.YES, null, null, null, null, -1, -2)).isEqualTo(NOTHING);
        assertThat(new Receipt(Charged.YES, null, null, null, null, 0, 7).completionTokens())
                .isEqualTo(7);
    }
}
