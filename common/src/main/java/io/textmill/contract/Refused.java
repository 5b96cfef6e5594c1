package io.textmill.contract;

/** Thrown inside {@link JobCodec} at the first thing that is wrong with a value, and never out of it. */
final class Refused extends RuntimeException {
    private static final String ONE_OBJECT = "one JSON object in UTF-8";

    final transient ErrorCode code;
    final transient String field;
    final transient String value;
    final transient String allowed;

    private Refused(ErrorCode code, String field, String value, String allowed) {
        super(null, null, false, false);
        this.code = code;
        this.field = field;
        this.value = value;
        this.allowed = allowed;
    }

    /** A field, as a dotted path, whose value is not allowed. */
    static Refused field(String field, String value, String allowed) {
        return new Refused(ErrorCode.INVALID_FIELD, field, value, allowed);
    }

    /** A value that is no JSON object. */
    static Refused json(String field, String value) {
        return json(field, value, ONE_OBJECT);
    }

    /** A value whose JSON breaks a rule. */
    static Refused json(String field, String value, String allowed) {
        return new Refused(ErrorCode.INVALID_JSON, field, value, allowed);
    }

    /** A value of too many bytes. */
    static Refused tooLarge(String field, String value, int maxBytes) {
        return new Refused(ErrorCode.JOB_TOO_LARGE, field, value, "a value of at most " + maxBytes + " bytes");
    }
}
