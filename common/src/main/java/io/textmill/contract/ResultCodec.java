package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of results and of the records of calls. Instants are RFC 3339 strings.
 *
 * <p>Decoding ignores fields that it does not know, and reads a new error code as {@link ErrorCode#OTHER}: a newer worker
 * may say more. Safe for use by many threads.
 */
public final class ResultCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // A result without metadata, or a sentiment without aspects, has none.
            .withConfigOverride(Map.class, maps -> maps.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private ResultCodec() {}

    /** Writes a result. */
    public static byte[] encode(JobResult result) {
        return MAPPER.writeValueAsBytes(result);
    }

    /**
     * Reads a result.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static JobResult decode(byte[] value) {
        return read(value, JobResult.class);
    }

    /** Writes a record of a call. */
    public static byte[] encode(CallEntry entry) {
        return MAPPER.writeValueAsBytes(entry);
    }

    /**
     * Reads a record of a call.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static CallEntry decodeCall(byte[] value) {
        return read(value, CallEntry.class);
    }

    private static <T> T read(byte[] value, Class<T> type) {
        try {
            T read = MAPPER.readValue(value, type);
            if (read != null) {
                return read;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
        throw new IllegalArgumentException("not a " + type.getSimpleName() + " but null");
    }
}
