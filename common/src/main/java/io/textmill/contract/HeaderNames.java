package io.textmill.contract;

/** The names of the record headers that Textmill writes. Values are UTF-8 text, numbers in decimal. */
public final class HeaderNames {
    /** What all of them begin with. */
    public static final String PREFIX = "textmill-";
    /** The error's category, on dead letters. */
    public static final String ERROR_CATEGORY = "textmill-error-category";
    /** The error's code, on dead letters. */
    public static final String ERROR_CODE = "textmill-error-code";
    /** The error for a person, on dead letters; never the job's text. */
    public static final String ERROR_MESSAGE = "textmill-error-message";
    /** The topic that the record came from. */
    public static final String ORIGIN_TOPIC = "textmill-origin-topic";
    /** The partition that the record came from. */
    public static final String ORIGIN_PARTITION = "textmill-origin-partition";
    /** The offset that the record came from. */
    public static final String ORIGIN_OFFSET = "textmill-origin-offset";
    /** The timestamp of the record where it came from, ms since 1970. */
    public static final String ORIGIN_TIMESTAMP = "textmill-origin-timestamp";
    /** How often the job was begun. */
    public static final String ATTEMPTS = "textmill-attempts";
    /** When the record is due, in a retry topic; ms since 1970. */
    public static final String RETRY_DUE = "textmill-retry-due";
    /** When a worker read the job for the first time, ms since 1970. */
    public static final String FIRST_SEEN = "textmill-first-seen";
    /** What the attempt before has left for the next, in a retry topic; the worker's own, and no text. */
    public static final String STATE = "textmill-state";
    /** The worker that wrote the record. */
    public static final String WORKER = "textmill-worker";

    private HeaderNames() {}
}
