package io.textmill.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What can still be read of a refused value: as far as it is JSON.
 *
 * @param jobId its job's id, if it stands there once and could be one
 * @param textBytes how many bytes its text has, 0 when none could be read
 */
record JobIdScan(@Nullable String jobId, int textBytes) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static JobIdScan of(byte[] value) {
        String jobId = null;
        int textBytes = 0;
        boolean twice = false;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), Utf8.decodeLeniently(value))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken token = parser.nextToken();
                    if (name.equals("jobId")) {
                        twice = jobId != null;
                        jobId = token == JsonToken.VALUE_STRING ? parser.getString() : "";
                    } else if (name.equals("text") && token == JsonToken.VALUE_STRING) {
                        textBytes = Utf8.length(parser.getString());
                    }
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // The value is broken from here on: what was read before stands.
        }
        return new JobIdScan(jobId != null && !twice && couldBeOne(jobId) ? jobId : null, textBytes);
    }

    /** U+FFFD stands where the bytes were no UTF-8; an unpaired surrogate cannot be written back. */
    private static boolean couldBeOne(String jobId) {
        return JobReader.NAME.allows().test(jobId)
                && jobId.codePoints().noneMatch(c -> c == '\uFFFD' || Character.getType(c) == Character.SURROGATE);
    }
}
