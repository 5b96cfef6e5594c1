package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of jobs.
 *
 * <p>Decoding is strict about what it knows and tolerant of what it does not: a field that this version does not know is
 * reported and ignored, so that an old worker survives a newer publisher; everything else must be exactly as the JSON
 * Schemas of the module {@code schemas} say. A byte order mark at the start is ignored. Safe for use by many threads.
 */
public final class JobCodec {
    /** The largest value that a worker accepts unless it is configured otherwise. */
    public static final int DEFAULT_MAX_BYTES = 1_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    old -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private JobCodec() {}

    /**
     * Reads a record's value. Never throws.
     *
     * @param value the bytes of the record; null for a record without a value
     * @param topicTask the task whose topic the record came from
     * @param maxBytes the most bytes that are accepted
     */
    public static Decoded decode(byte @Nullable [] value, Task topicTask, int maxBytes) {
        if (value == null) {
            return invalid(null, Refused.json("", "no value"));
        }
        try {
            if (value.length > maxBytes) {
                throw tooLarge(value, maxBytes);
            }
            return new JobReader(StrictJson.parse(Utf8.decode(value))).read(topicTask);
        } catch (Refused refused) {
            return invalid(JobIdScan.of(value).jobId(), refused);
        }
    }

    /**
     * Writes a job. Bounds are not checked: {@link #decode} does that.
     *
     * @throws IllegalArgumentException when the options belong to another task
     */
    public static byte[] encode(Job job) {
        if (!job.options().getClass().equals(optionsOf(job.task()))) {
            throw new IllegalArgumentException(
                    "options: " + job.options().getClass().getSimpleName() + "; allowed: "
                            + optionsOf(job.task()).getSimpleName());
        }
        return MAPPER.writeValueAsBytes(job);
    }

    private static Refused tooLarge(byte[] value, int maxBytes) {
        int textBytes = JobIdScan.of(value).textBytes();
        return textBytes > maxBytes
                ? Refused.tooLarge("text", "a text of " + textBytes + " bytes", maxBytes)
                : Refused.tooLarge("", value.length + " bytes", maxBytes);
    }

    private static Decoded invalid(@Nullable String jobId, Refused refused) {
        return new Decoded.Invalid(jobId, refused.code, refused.field, refused.value, refused.allowed);
    }

    private static Class<? extends Options> optionsOf(Task task) {
        return switch (task) {
            case SUMMARIZE -> SummarizeOptions.class;
            case SENTIMENT -> SentimentOptions.class;
            case EXTRACTION -> ExtractionOptions.class;
        };
    }
}
