package io.textmill.sandbox.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of an answer a request wants.
 *
 * @param choices how many answers
 * @param maxTokens the longest answer
 * @param stops an answer ends before the first of them
 */
record Generation(int choices, int maxTokens, List<String> stops) {

    /** What a request gets that does not say: it cuts nearly every answer. */
    private static final int DEFAULT_MAX_TOKENS = 50;

    /**
     * What came of it.
     *
     * @param text the answer
     * @param finishReason why it ends there
     */
    record Finished(String text, @Nullable String finishReason) {}

    static Generation of(ObjectNode parameters) {
        int given = parameters
                .path("max_completion_tokens")
                .asInt(parameters.path("max_tokens").asInt(DEFAULT_MAX_TOKENS));
        return new Generation(parameters.path("n").asInt(1), given, stops(parameters.path("stop")));
    }

    Finished finish(String answer, Shape shape) {
        return switch (shape) {
            case EMPTY, REFUSAL -> new Finished("", "stop");
            case CONTENT_FILTER -> new Finished("", "content_filter");
            case TRUNCATED -> new Finished(Tokens.first(Tokens.count(answer) / 2, answer), "length");
            case NO_FINISH_REASON -> new Finished(cut(answer).text(), null);
            case PLAIN, CODES_AS_STRINGS, OLD, SPLIT -> cut(answer);
        };
    }

    private Finished cut(String answer) {
        var text = answer;
        for (var stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            text = at < 0 ? text : text.substring(0, at);
        }
        var first = Tokens.first(maxTokens, text);
        return new Finished(first, first.length() < text.length() ? "length" : "stop");
    }

    private static List<String> stops(JsonNode stop) {
        return stop.isString()
                ? List.of(stop.stringValue())
                : stop.valueStream().map(JsonNode::stringValue).toList();
    }
}
