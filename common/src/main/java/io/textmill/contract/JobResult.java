package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one result of a job, as published to {@code nlp.<task>.results} with the job's key.
 *
 * <p>A succeeded result has exactly one of {@code summary}, {@code sentiment} and {@code extraction}; a failed or
 * expired one has {@code error}.
 *
 * @param jobId the job's own
 * @param task the job's own
 * @param status how it ended
 * @param summary the summary of a summarize job
 * @param sentiment the judgement of a sentiment job
 * @param extraction what an extraction job found
 * @param orderId Juhe's number of the job's last answered call
 * @param taskNo JumData's number of the job's last answered call
 * @param calls the first 50 calls made for the job
 * @param parts how many parts the text was split into; 1 for a whole one, absent when no call was planned
 * @param levels how many levels of merging a summary took, 0 for none
 * @param cut whether the summary was cut to the length asked for
 * @param conflicts fields of one value for which the text gave different ones
 * @param usage sums over all calls
 * @param error why the job failed
 * @param attempts how often the job was begun, from 1
 * @param timings when and how long
 * @param worker which worker published this
 * @param batchId the job's own
 * @param tenant the job's own
 * @param metadata the job's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobResult(
        String jobId,
        Task task,
        Status status,
        @Nullable String summary,
        @Nullable Sentiment sentiment,
        @Nullable Extraction extraction,
        @JsonProperty("order_id") @Nullable String orderId,
        @Nullable String taskNo,
        List<CallRecord> calls,
        @Nullable Integer parts,
        @Nullable Integer levels,
        @Nullable Boolean cut,
        @Nullable List<Conflict> conflicts,
        Usage usage,
        @Nullable Failure error,
        int attempts,
        Timings timings,
        String worker,
        @Nullable String batchId,
        @Nullable String tenant,
        Map<String, String> metadata) {

    /** How many calls a result lists at most; all of them are in the topic {@code nlp.calls}. */
    public static final int MAX_CALLS_LISTED = 50;

    public JobResult {
        calls = List.copyOf(calls);
        metadata = Map.copyOf(metadata);
    }

    /** How a job ended. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        EXPIRED;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A judgement.
     *
     * @param label one of the job's labels
     * @param score from -1 (negative) to 1 (positive)
     * @param aspects the label of each aspect that was asked for and found
     */
    public record Sentiment(String label, double score, Map<String, String> aspects) {
        public Sentiment {
            aspects = Map.copyOf(aspects);
        }
    }

    /**
     * What was extracted.
     *
     * @param fields the values by field name: a JSON value, an object of such, or a list where the field asked for many
     * @param entities every value, with its place in the source; ordered by place
     */
    public record Extraction(ObjectNode fields, List<Entity> entities) {
        public Extraction {
            entities = List.copyOf(entities);
        }
    }

    /**
     * One value that was found.
     *
     * @param type the field's name; inside objects the names from the outside in, joined by dots
     * @param value the value as it stands in the text, from {@code start} to {@code end}; as the model gave it where it does
     *     not stand there
     * @param normalized the value as {@code fields} has it, where that is a number, a boolean, a date as ISO 8601, one of an
     *     enum's values, or another spelling than the text's; absent for all else: a number or a date that could not be read
     *     beyond doubt has none
     * @param start where it begins in the job's text, in UTF-16 units; absent when not grounded
     * @param end where it ends, exclusive
     * @param grounded whether it stands in the text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entity(
            String type,
            String value,
            @Nullable JsonNode normalized,
            @Nullable Integer start,
            @Nullable Integer end,
            boolean grounded) {

        /** A value that is its own normal form. */
        public Entity(String type, String value, @Nullable Integer start, @Nullable Integer end, boolean grounded) {
            this(type, value, null, start, end, grounded);
        }
    }

    /**
     * A field of one value for which the text gave different ones. The first that stands in the text is chosen, else the
     * first of all.
     *
     * @param field the field's name, written as an entity's {@code type}
     * @param values the different values, the chosen one first
     */
    public record Conflict(String field, List<String> values) {
        public Conflict {
            values = List.copyOf(values);
        }
    }

    /**
     * Sums over all calls of the job. A call that other jobs share counts as one; its tokens and cost count with this job's
     * share, the tokens rounded.
     *
     * @param calls calls made
     * @param charged calls known to be charged
     * @param unknown calls that may have been charged
     * @param promptTokens tokens of prompts, as counted by the providers
     * @param completionTokens tokens of answers, as counted by the providers
     * @param cost the price of the charged and the unknown calls; absent without a configured price
     * @param currency ISO 4217; absent without a configured price
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Usage(
            int calls,
            int charged,
            int unknown,
            long promptTokens,
            long completionTokens,
            @Nullable BigDecimal cost,
            @Nullable String currency) {}

    /**
     * Why a job failed.
     *
     * @param category the kind of the error, see {@link ErrorCode.Category}
     * @param code what went wrong
     * @param message for a person; never the job's text
     */
    public record Failure(ErrorCode.Category category, ErrorCode code, String message) {
        /** A failure of that code's own category. */
        public Failure(ErrorCode code, String message) {
            this(code.category(), code, message);
        }
    }

    /**
     * When and how long.
     *
     * @param publishedAt the job record's timestamp
     * @param startedAt when the worker began it
     * @param finishedAt when the result was made
     * @param queuedMs ms from published to started
     * @param totalMs ms from published to finished
     */
    public record Timings(Instant publishedAt, Instant startedAt, Instant finishedAt, long queuedMs, long totalMs) {}
}
