package io.textmill.worker.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetCodecTest {
    private static final Budget BUDGET = new Budget("juhe", "CNY", "2026-11-20");
    private static final BudgetRecord.Id LEASE = new BudgetRecord.Id("run-1", 7);

    @Test
    void readsWhatItHasWritten() {
        var request = new BudgetRecord.Request(
                BUDGET,
                LEASE,
                new BigDecimal("0.000000010"),
                BigDecimal.ZERO,
                new BigDecimal("1E+9"),
                Instant.parse("2026-11-20T10:00:00Z"));
        var rest = new BudgetRecord.Return(BUDGET, LEASE, new BigDecimal("0.10"), true);

        assertThat(BudgetCodec.decode(BudgetCodec.encode(request, "w")))
                .hasValueSatisfying(read -> assertThat(read)
                        .usingRecursiveComparison()
                        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(request));
        assertThat(BudgetCodec.decode(BudgetCodec.encode(rest, "w"))).contains(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"kind\":\"return\",\"lease\":1,\"keeps\":\"-1\"}",
                "{\"kind\":\"return\",\"lease\":1,\"keeps\":\"1e999999999\"}",
                "{\"kind\":\"return\",\"lease\":\"x\",\"keeps\":\"1\"}",
                "{\"kind\":\"gift\",\"lease\":1,\"keeps\":\"1\"}"
            })
    void readsNothingFromWhatIsNoRecord(String value) {
        assertThat(BudgetCodec.decode(value.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
