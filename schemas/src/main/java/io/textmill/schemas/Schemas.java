package io.textmill.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON Schemas by their ids, for handing to any validator.
 *
 * <p>The schemas refer to each other by id: give the validator {@link #all()} and ask it for one of the constants.
 * Nothing is fetched over the network.
 */
public final class Schemas {
    private static final String DIRECTORY = "https://textmill.io/schemas/v1/";

    /** A value of {@code nlp.summarize.jobs}. */
    public static final String JOB_SUMMARIZE = id("job-summarize");
    /** A value of {@code nlp.sentiment.jobs}. */
    public static final String JOB_SENTIMENT = id("job-sentiment");
    /** A value of {@code nlp.extraction.jobs}. */
    public static final String JOB_EXTRACTION = id("job-extraction");
    /** A value of {@code nlp.<task>.results}. */
    public static final String RESULT = id("result");
    /** One element of a result's {@code calls}. */
    public static final String CALL = id("call");
    /** A value of {@code nlp.calls}. */
    public static final String CALL_ENTRY = id("call-entry");
    /** The headers of a record of {@code nlp.<task>.dead-letters}, as an object of strings. */
    public static final String DEAD_LETTER = id("dead-letter");
    /** What every job has. */
    public static final String JOB = id("job");
    /** Definitions that the others share. */
    public static final String SHARED = id("shared");

    private Schemas() {}

    /** The text of every schema by its id. */
    public static Map<String, String> all() {
        return Stream.of(
                        JOB_SUMMARIZE,
                        JOB_SENTIMENT,
                        JOB_EXTRACTION,
                        RESULT,
                        CALL,
                        CALL_ENTRY,
                        DEAD_LETTER,
                        JOB,
                        SHARED)
                .collect(Collectors.toUnmodifiableMap(id -> id, id -> resource(id.substring(DIRECTORY.length()))));
    }

    /** The AsyncAPI 3 document of all topics, in YAML. */
    public static String asyncApi() {
        return resource("asyncapi.yaml");
    }

    private static String id(String name) {
        return DIRECTORY + name + ".json";
    }

    private static String resource(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
