package io.textmill.worker.job;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a job takes along to its next attempt.
 *
 * @param failures how often its providers have failed it for good
 * @param answers what was asked and answered, as its journal writes it; null for nothing
 */
record Carried(int failures, byte @Nullable [] answers) {
    private static final Carried NOTHING = new Carried(0, null);

    /** What an attempt before has left. */
    static Carried of(byte @Nullable [] state) {
        if (state == null || state.length == 0) {
            return NOTHING;
        }
        var bytes = ByteBuffer.wrap(state);
        int failures = bytes.get();
        var answers = new byte[bytes.remaining()];
        bytes.get(answers);
        return new Carried(failures, answers.length == 0 ? null : answers);
    }

    /** As it goes along; null when that is nothing. */
    byte @Nullable [] encode() {
        if (failures == 0 && answers == null) {
            return null;
        }
        int length = answers == null ? 0 : answers.length;
        var bytes = ByteBuffer.allocate(1 + length).put((byte) Math.min(failures, Byte.MAX_VALUE));
        return (answers == null ? bytes : bytes.put(answers)).array();
    }
}
