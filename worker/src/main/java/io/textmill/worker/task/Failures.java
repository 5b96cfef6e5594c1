package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.JobResult;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.text.Splitter;
import java.util.Locale;

/** Why a plan or a job ends early. */
final class Failures {
    /** A part needs room for a few words at least, also in a script of three bytes a character. */
    private static final int SMALLEST_ROOM = 4 * Splitter.SMALLEST_ROOM;

    private Failures() {}

    static Step of(ErrorCode code, String message) {
        return new Step.Failed(new JobResult.Failure(code, message));
    }

    static Step tooManyCalls(int needed, int max) {
        return of(ErrorCode.TOO_MANY_CALLS, "the text needs " + needed + " calls; allowed: " + max);
    }

    static boolean hasRoom(int room) {
        return room >= SMALLEST_ROOM;
    }

    static Step noRoom(PromptLimit limit, int room) {
        return of(
                ErrorCode.INVALID_FIELD,
                String.format(
                        Locale.ROOT,
                        "options: the instruction takes %d of the %d %s of a prompt, the text needs at least %d; "
                                + "allowed: fewer or shorter options, or a provider with a larger limit",
                        limit.max() - room,
                        limit.max(),
                        unit(limit),
                        SMALLEST_ROOM));
    }

    static String unit(PromptLimit limit) {
        return switch (limit.unit()) {
            case UTF16_UNITS -> "characters";
            case UTF8_BYTES -> "bytes";
            case TOKENS -> "tokens";
        };
    }
}
