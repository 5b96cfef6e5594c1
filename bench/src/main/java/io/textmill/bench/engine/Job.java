package io.textmill.bench.engine;

import java.nio.ByteBuffer;

/**
 * A record of the load. Its key is its number (8 bytes), its value says how long to work on it (milliseconds, 4 bytes)
 * and is filled up at random. A result repeats key and value.
 */
final class Job {
    /** Of a value. */
    static final int BYTES = 1024;

    private Job() {}

    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** A value of that work; the rest of it is that filler, of {@link #BYTES} bytes. */
    static byte[] value(int workMillis, byte[] filler) {
        byte[] value = filler.clone();
        ByteBuffer.wrap(value).putInt(workMillis);
        return value;
    }

    static int workMillis(byte[] value) {
        return ByteBuffer.wrap(value).getInt();
    }

    /** Does the work: parks for as long as the value says. */
    static void work(byte[] value) throws InterruptedException {
        int millis = workMillis(value);
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }
}
