package io.textmill.sandbox.provider;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Call numbers in the vendors' shapes, each unique. Thread-safe. */
final class Ids {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    /** Differs between runs: a vendor does not issue a number twice because it was restarted. */
    private final long origin = new SplittableRandom().nextLong() >>> 1;

    private final AtomicLong issued = new AtomicLong();

    /** Juhe: {@code G}, the time to the second, twelve digits. */
    String orderId(Instant now) {
        return "G" + SECONDS.format(now) + "%012d".formatted((origin + issued.incrementAndGet()) % 1_000_000_000_000L);
    }

    /** JumData: twenty digits. */
    String taskNo() {
        return padded(Long.toUnsignedString(mix(origin + issued.incrementAndGet())), 20);
    }

    /** OpenAI: the prefix and 26 letters and digits. */
    String openAi(String prefix) {
        long n = issued.incrementAndGet();
        return prefix + letters(mix(origin + n)) + letters(mix(~origin + n));
    }

    /** OpenAI's request header: {@code req_} and 32 hex digits. */
    String requestId() {
        long n = issued.incrementAndGet();
        return "req_%016x%016x".formatted(mix(origin ^ n), mix(n));
    }

    /** Scatters numbers, never two to the same place. */
    static long mix(long n) {
        long z = n + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static String letters(long number) {
        return padded(Long.toUnsignedString(number, 36), 13);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }
}
