package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a job failed; also a metric label and a header of dead letters. */
public enum ErrorCode {
    /** The value is not UTF-8, not JSON, not an object, too deep, or has a key twice. */
    INVALID_JSON(Category.INVALID_JOB),
    /** A field is missing, empty, of a wrong type, too long or out of range. */
    INVALID_FIELD(Category.INVALID_JOB),
    /** The value has more bytes than the worker accepts. */
    JOB_TOO_LARGE(Category.INVALID_JOB),
    /** The job names a provider that is not configured. */
    UNKNOWN_PROVIDER(Category.INVALID_JOB),
    /** The job names a tenant that is not configured, where tenants are. */
    UNKNOWN_TENANT(Category.INVALID_JOB),
    /** The job would need more calls than {@code maxCallsPerJob}; none was made. */
    TOO_MANY_CALLS(Category.LIMIT),
    /** A cap on what may be spent was reached, and the operator wants such jobs to fail. */
    SPEND_CAP_REACHED(Category.LIMIT),
    /** The result is larger than its topic accepts. */
    RESULT_TOO_LARGE(Category.LIMIT),
    /** The deadline passed before the job could be done. */
    DEADLINE_PASSED(Category.EXPIRED),
    /** The provider's content filter refused the text. */
    CONTENT_REJECTED(Category.CONTENT),
    /** The provider has no answer for this text. */
    UNANSWERABLE(Category.CONTENT),
    /** The provider's answer could not be read as what the task asks for, even after asking again. */
    ANSWER_UNUSABLE(Category.ANSWER),
    /** The provider cut its answer off, even with a larger limit. */
    ANSWER_TRUNCATED(Category.ANSWER),
    /** A required field was not found in the text. */
    REQUIRED_FIELD_MISSING(Category.ANSWER),
    /** The provider kept failing, certainly without a charge. */
    PROVIDER_FAILED(Category.PROVIDER),
    /** The provider kept failing in a way that may have been charged. */
    PROVIDER_UNCERTAIN(Category.PROVIDER),
    /** The provider called our request invalid: a defect of the worker. */
    PROVIDER_REFUSED_REQUEST(Category.PROVIDER),
    /** Workers died again and again while they worked on this job, at last on nothing else. */
    WORKER_DIED(Category.INTERNAL),
    /** A defect of the worker. */
    INTERNAL(Category.INTERNAL),
    /** A code of a newer worker that this version does not know; only ever read, never written. */
    OTHER(Category.INTERNAL);

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    /** The kind of the error. */
    public Category category() {
        return category;
    }

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ErrorCode of(String wireName) {
        return Arrays.stream(values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst()
                .orElse(OTHER);
    }

    /** The kind of an error: who can mend it. */
    public enum Category {
        /** The publisher: the job itself is wrong. */
        INVALID_JOB,
        /** The publisher or the operator: a bound was reached. */
        LIMIT,
        /** Nobody: it came too late. */
        EXPIRED,
        /** The publisher: the provider does not take this text. */
        CONTENT,
        /** Nobody or the operator: the model's answer was no use. */
        ANSWER,
        /** The operator: the provider failed. */
        PROVIDER,
        /** The makers of Textmill. */
        INTERNAL;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The category of that wire name; INTERNAL for one of a newer worker that this version does not know. */
        @JsonCreator
        static Category of(String wireName) {
            return Arrays.stream(values())
                    .filter(category -> category.wireName().equals(wireName))
                    .findFirst()
                    .orElse(INTERNAL);
        }
    }
}
