package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Ids ids = new Ids();

    @Test
    void haveTheVendorsShapes() {
        assertThat(ids.orderId(NOW)).matches("G260101080000[0-9]{12}");
        assertThat(ids.taskNo()).matches("[0-9]{20}");
        assertThat(ids.openAi("chatcmpl-")).matches("chatcmpl-[0-9a-z]{26}");
        assertThat(ids.requestId()).matches("req_[0-9a-f]{32}");
    }

    @Test
    void areUnique() {
        assertUnique(() -> ids.orderId(NOW));
        assertUnique(ids::taskNo);
        assertUnique(() -> ids.openAi("cmpl-"));
        assertUnique(ids::requestId);
    }

    private static void assertUnique(Supplier<String> id) {
        var seen = new HashSet<String>();
        assertThat(Stream.generate(id).limit(20_000)).allMatch(seen::add);
    }
}
