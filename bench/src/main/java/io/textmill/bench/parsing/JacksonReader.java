package io.textmill.bench.parsing;

import io.textmill.contract.SentimentOptions;
import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is usually done: the answer is read as JSON, its fields are checked for their types, the label for being one of the
 * job's. A summary is JSON with a {@code summary}, or else the answer itself.
 */
record JacksonReader(JsonMapper mapper) {

    /** JSON as the standard has it, and nothing behind it. */
    static JacksonReader strict() {
        return new JacksonReader(JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build());
    }

    /** Everything that Jackson can be lenient about; what stands behind the first value is not looked at. */
    static JacksonReader lenient() {
        return new JacksonReader(
                JsonMapper.builder().enable(JsonReadFeature.values()).build());
    }

    Optional<String> read(MalformedAnswer malformed) {
        Optional<JsonNode> json = json(malformed.answer());
        return switch (malformed.task()) {
            case SENTIMENT -> json.flatMap(JacksonReader::sentiment);
            case EXTRACTION -> json.filter(JacksonReader::isExtraction).map(JsonNode::toString);
            case SUMMARIZE ->
                json.isPresent()
                        ? json.map(node -> node.path("summary"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString)
                        : Optional.of(malformed.answer().strip()).filter(text -> !text.isEmpty());
        };
    }

    private Optional<JsonNode> json(String answer) {
        try {
            return Optional.of(mapper.readTree(answer)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> sentiment(JsonNode json) {
        String label = json.path("label").asString("");
        JsonNode score = json.path("score");
        boolean valid =
                SentimentOptions.DEFAULT_LABELS.contains(label) && score.isNumber() && Math.abs(score.asDouble()) <= 1;
        return valid ? Optional.of(label + " " + score.asDouble()) : Optional.empty();
    }

    private static boolean isExtraction(JsonNode json) {
        JsonNode persons = json.path("person");
        return persons.isArray()
                && persons.valueStream().allMatch(JsonNode::isString)
                && isStringOrNull(json.path("shop"))
                && isStringOrNull(json.path("city"))
                && (json.path("staff").isIntegralNumber() || json.path("staff").isNull());
    }

    private static boolean isStringOrNull(JsonNode node) {
        return node.isString() || node.isNull();
    }
}
