package io.textmill.worker.engine;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How far a partition is done, as it is committed: every offset below {@code base} is finished, and of those from
 * {@code base} to {@code high} all but the open ones. Pure.
 *
 * <p>{@code base} goes out as the committed offset, the rest as its metadata: a version byte, then as unsigned varints
 * the distance from {@code base} to {@code high} and the gaps between the open offsets ({@code base}, the first of them,
 * is left out), in base64url. It is empty when nothing is open below a finished offset.
 *
 * @param base the lowest unfinished offset
 * @param high the highest finished offset; {@code base - 1} when nothing is open
 * @param open the unfinished offsets below {@code high}, {@code base} the first of them
 */
record Frontier(long base, long high, NavigableSet<Long> open) {

    /** The largest metadata a broker takes by default, in characters ({@code offset.metadata.max.bytes}). */
    static final int MAX_METADATA_CHARACTERS = 4096;

    private static final byte VERSION = 1;

    Frontier {
        open = Collections.unmodifiableNavigableSet(new TreeSet<>(open));
    }

    /** Everything below that offset is finished and nothing above it. */
    static Frontier at(long base) {
        return new Frontier(base, base - 1, Collections.emptyNavigableSet());
    }

    /** Whether that offset is finished. */
    boolean isFinished(long offset) {
        return offset < base || (offset <= high && !open.contains(offset));
    }

    /** The metadata to commit beside {@code base}. */
    String encode() {
        if (open.isEmpty()) {
            return "";
        }
        var bytes = new ByteArrayOutputStream(2 + 2 * open.size());
        bytes.write(VERSION);
        writeVarint(bytes, high - base);
        long previous = base;
        for (long offset : open.tailSet(base, false)) {
            writeVarint(bytes, offset - previous);
            previous = offset;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads what was committed.
     *
     * @throws UndecodableException when the metadata is not of a version or form that this program knows; the partition
     *     must then not be worked on, because finished jobs would be done again
     */
    static Frontier decode(long base, String metadata) {
        if (metadata.isEmpty()) {
            return at(base);
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata));
            int version = bytes.get();
            if (version != VERSION) {
                throw new UndecodableException("version " + version + ", known is " + VERSION);
            }
            long high = base + readVarint(bytes);
            var open = new TreeSet<Long>();
            open.add(base);
            for (long offset = base; bytes.hasRemaining(); ) {
                offset += readVarint(bytes);
                open.add(offset);
            }
            if (open.last() >= high) {
                throw new UndecodableException("an open offset at or above the highest finished one");
            }
            return new Frontier(base, high, open);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new UndecodableException("not base64url of varints");
        }
    }

    private static void writeVarint(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while (rest > 0x7f) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long readVarint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("varint of more than 9 bytes");
    }

    /** The committed metadata cannot be read. */
    static final class UndecodableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UndecodableException(String message) {
            super(message);
        }
    }
}
