package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a call was charged; on the wire {@code true}, {@code false} or {@code "unknown"}. */
public enum Charged {
    YES,
    NO,
    UNKNOWN;

    /** The JSON value: a boolean or the string {@code unknown}. */
    @JsonValue
    public Object wire() {
        return switch (this) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> "unknown";
        };
    }

    /** Reads the JSON value. */
    @JsonCreator
    static Charged of(Object wire) {
        return Boolean.TRUE.equals(wire) ? YES : Boolean.FALSE.equals(wire) ? NO : UNKNOWN;
    }
}
