package io.textmill.worker.engine;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.TreeSet;

/**
 * What is committed for a partition: how far it is done, who has it, and what its records take. The frontier's base goes
 * out as the committed offset, the rest as its metadata, in base64url:
 *
 * <pre>
 * version 3   byte 3 · flags (1 clean, 2 alone, 4 gaps) · crashes · crashesAlone · owner (4 bytes) · effort · gaps
 * version 2   the same without effort
 * version 1   byte 1 · gaps                                     empty when nothing is open
 * gaps        high - base, then the gap from each open offset to the next; base, the first of them, is left out
 * </pre>
 *
 * Numbers are unsigned varints. There are no gaps when nothing is open below a finished offset. A version is read one
 * release before it is written, so that a release can be rolled back. Pure.
 *
 * @param effort what a record takes on average, see {@link Demand#effort}; 0 when that is not known
 */
record Checkpoint(Frontier frontier, Tenure tenure, int effort) {
    private static final byte VERSION = 3;
    private static final byte VERSION_WITHOUT_EFFORT = 2;
    private static final byte VERSION_WITHOUT_TENURE = 1;
    private static final int CLEAN = 1;
    private static final int ALONE = 2;
    private static final int GAPS = 4;

    /** One of records of which nobody knows what they take. */
    Checkpoint(Frontier frontier, Tenure tenure) {
        this(frontier, tenure, 0);
    }

    /** The metadata to commit beside the frontier's base. */
    String encode() {
        var bytes = new ByteArrayOutputStream(10 + 2 * frontier.open().size());
        bytes.write(VERSION);
        boolean hasGaps = !frontier.open().isEmpty();
        bytes.write((tenure.isClean() ? CLEAN : 0) | (tenure.isAlone() ? ALONE : 0) | (hasGaps ? GAPS : 0));
        writeVarint(bytes, tenure.crashes());
        writeVarint(bytes, tenure.crashesAlone());
        bytes.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(tenure.owner()).array());
        writeVarint(bytes, effort);
        if (hasGaps) {
            writeGaps(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads what was committed.
     *
     * @throws UndecodableException when the metadata is not of a version or form that this program knows; the partition
     *     must then not be worked on, because finished records would be done again
     */
    static Checkpoint decode(long base, String metadata) {
        if (metadata.isEmpty()) {
            return new Checkpoint(Frontier.at(base), Tenure.NONE);
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata));
            byte version = bytes.get();
            return switch (version) {
                case VERSION, VERSION_WITHOUT_EFFORT -> {
                    int flags = bytes.get();
                    Tenure tenure = readTenure(flags, bytes);
                    int effort = version == VERSION ? (int) readVarint(bytes) : 0;
                    yield new Checkpoint(
                            (flags & GAPS) != 0 ? readGaps(base, bytes) : Frontier.at(base), tenure, effort);
                }
                case VERSION_WITHOUT_TENURE -> new Checkpoint(readGaps(base, bytes), Tenure.NONE);
                default ->
                    throw new UndecodableException(
                            "version " + version + ", known are " + VERSION_WITHOUT_TENURE + " to " + VERSION);
            };
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new UndecodableException("not base64url of varints");
        }
    }

    private static Tenure readTenure(int flags, ByteBuffer bytes) {
        int crashes = (int) readVarint(bytes);
        int crashesAlone = (int) readVarint(bytes);
        return new Tenure(bytes.getInt(), (flags & CLEAN) != 0, crashes, (flags & ALONE) != 0, crashesAlone);
    }

    private void writeGaps(ByteArrayOutputStream bytes) {
        writeVarint(bytes, frontier.high() - frontier.base());
        long previous = frontier.base();
        for (long offset : frontier.open().tailSet(frontier.base(), false)) {
            writeVarint(bytes, offset - previous);
            previous = offset;
        }
    }

    private static Frontier readGaps(long base, ByteBuffer bytes) {
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
