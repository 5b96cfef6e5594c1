package io.textmill.worker.provider;

/** What form an answer is to have. Providers that cannot be told have it from the prompt's words alone. */
public sealed interface AnswerFormat {

    /** Words. */
    record Text() implements AnswerFormat {}

    /** Any JSON object. */
    record Json() implements AnswerFormat {}

    /**
     * A JSON object of that schema.
     *
     * @param name what it is, in ASCII letters, digits, {@code _} and {@code -}; at most 64
     * @param schema a JSON Schema within the limits of OpenAI's strict mode, as JSON
     */
    record Schema(String name, String schema) implements AnswerFormat {}

    /** Any JSON object, or words. */
    static AnswerFormat of(boolean json) {
        return json ? new Json() : new Text();
    }
}
