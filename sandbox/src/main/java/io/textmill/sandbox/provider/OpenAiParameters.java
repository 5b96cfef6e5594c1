package io.textmill.sandbox.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which parameters a body may have, and what their values must be. An optional one may be null. */
final class OpenAiParameters {

    private static final int MOST_TOKENS = 1_000_000;
    private static final int MOST_CHOICES = 10;
    private static final int MOST_STOPS = 4;

    private static final Map<String, Rule> COMMON = Map.ofEntries(
            Map.entry("model", string()),
            Map.entry("temperature", number(0, 2)),
            Map.entry("top_p", number(0, 1)),
            Map.entry("frequency_penalty", number(-2, 2)),
            Map.entry("presence_penalty", number(-2, 2)),
            Map.entry("n", integer(1, MOST_CHOICES)),
            Map.entry("max_tokens", integer(1, MOST_TOKENS)),
            Map.entry("stop", new Rule("a string or at most 4 strings", OpenAiParameters::isStop)),
            Map.entry("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("user", string()),
            Map.entry(
                    "stream",
                    new Rule(
                            "false; this server does not stream",
                            value -> value.isBoolean() && !value.booleanValue())));

    static final OpenAiParameters CHAT = new OpenAiParameters(Map.of(
            "messages", new Rule("a list", JsonNode::isArray),
            "max_completion_tokens", integer(1, MOST_TOKENS),
            "response_format", new Rule("an object", JsonNode::isObject)));

    static final OpenAiParameters COMPLETIONS = new OpenAiParameters(Map.of("prompt", string()));

    private final Map<String, Rule> rules;

    private OpenAiParameters(Map<String, Rule> own) {
        rules = new HashMap<>(COMMON);
        rules.putAll(own);
    }

    private record Rule(String wanted, Predicate<JsonNode> holds) {}

    /** Reads a body in which every parameter is known and of the right type and range. */
    ObjectNode read(byte[] body, Set<String> required) {
        var parameters = parse(body);
        for (var name : required) {
            if (parameters.path(name).isMissingNode() || parameters.path(name).isNull()) {
                throw OpenAiError.invalid(
                        name, "missing_required_parameter", "Missing required parameter: '" + name + "'.");
            }
        }
        for (var parameter : parameters.properties()) {
            check(parameter.getKey(), parameter.getValue());
        }
        parameters.removeNulls();
        return parameters;
    }

    private void check(String name, JsonNode value) {
        var rule = rules.get(name);
        if (rule == null) {
            throw OpenAiError.invalid(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
        }
        if (!value.isNull() && !rule.holds().test(value)) {
            throw OpenAiError.invalid(
                    name, "invalid_value", "Invalid value for '" + name + "': expected " + rule.wanted() + ".");
        }
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // Said below: the vendor does not tell what is wrong with it.
        }
        throw OpenAiError.invalid(null, null, "We could not parse the JSON body of your request.");
    }

    private static Rule string() {
        return new Rule(
                "a string that is not blank",
                value -> value.isString() && !value.stringValue().isBlank());
    }

    private static Rule number(double least, double most) {
        return new Rule(
                "a number from " + least + " to " + most,
                value -> value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most);
    }

    private static Rule integer(long least, long most) {
        return new Rule(
                "an integer from " + least + " to " + most,
                value -> value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= least
                        && value.longValue() <= most);
    }

    private static boolean isStop(JsonNode value) {
        if (value.isString()) {
            return true;
        }
        return value.isArray()
                && value.size() <= MOST_STOPS
                && value.valueStream().allMatch(JsonNode::isString);
    }
}
