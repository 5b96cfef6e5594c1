package io.textmill.sandbox.provider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks a schema as strict mode does: the root is an object, objects have all their properties required and no others, there
 * are at most 100 properties in 5 levels and 500 values of enums, and no keyword but the few that are kept.
 */
final class StrictSchema {

    private static final int MAX_LEVELS = 5;
    private static final int MAX_PROPERTIES = 100;
    private static final int MAX_ENUM_VALUES = 500;
    private static final int MAX_CHARACTERS = 15_000;

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final Set<String> KEYWORDS =
            Set.of("type", "properties", "required", "additionalProperties", "items", "enum", "title", "description");

    private int properties;
    private int enumValues;
    private int characters;

    private StrictSchema() {}

    /** What is wrong with it, if anything. */
    static Optional<String> flaw(ObjectNode schema) {
        if (!schema.path("type").asString("").equals("object")) {
            return Optional.of("schema must be a JSON Schema of 'type: \"object\"'.");
        }
        var check = new StrictSchema();
        return check.check(schema, "()", 1).or(check::size);
    }

    private Optional<String> size() {
        if (properties > MAX_PROPERTIES) {
            return Optional.of("more than " + MAX_PROPERTIES + " object properties.");
        }
        return enumValues > MAX_ENUM_VALUES || characters > MAX_CHARACTERS
                ? Optional.of("too many or too long names and enum values.")
                : Optional.empty();
    }

    private Optional<String> check(JsonNode node, String at, int level) {
        var types = types(node);
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            return flaw(at, "schema must have a 'type' key.");
        }
        for (String keyword : node.propertyNames()) {
            if (!KEYWORDS.contains(keyword)) {
                return flaw(at, "'" + keyword + "' is not permitted.");
            }
        }
        for (JsonNode value : node.path("enum")) {
            enumValues++;
            characters += value.asString("").length();
        }
        boolean nested = types.contains("object") || types.contains("array");
        if (nested && level > MAX_LEVELS) {
            return flaw(at, "more than " + MAX_LEVELS + " levels of nesting.");
        }
        if (types.contains("object")) {
            return object(node, at, level);
        }
        return types.contains("array") ? check(node.path("items"), at + ".items", level + 1) : Optional.empty();
    }

    private Optional<String> object(JsonNode node, String at, int level) {
        JsonNode additional = node.path("additionalProperties");
        if (!additional.isBoolean() || additional.booleanValue()) {
            return flaw(at, "'additionalProperties' is required to be supplied and to be false.");
        }
        if (!node.path("properties").isObject()) {
            return flaw(at, "object schema missing properties.");
        }
        var required = strings(node.path("required"));
        for (var property : node.path("properties").properties()) {
            properties++;
            characters += property.getKey().length();
            if (!required.contains(property.getKey())) {
                return flaw(
                        at,
                        "'required' is required to be supplied and to be an array including every key in properties."
                                + " Missing '" + property.getKey() + "'.");
            }
            var flaw = check(property.getValue(), at + ".properties." + property.getKey(), level + 1);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return required.size() == node.path("properties").size()
                ? Optional.empty()
                : flaw(at, "'required' has keys that are no properties.");
    }

    private static Set<String> strings(JsonNode list) {
        return Set.copyOf(list.values().stream().map(name -> name.asString("")).toList());
    }

    /** The types that it allows. */
    static List<String> types(JsonNode node) {
        JsonNode type = node.path("type");
        return Stream.concat(type.isString() ? Stream.of(type) : Stream.empty(), type.values().stream())
                .map(one -> one.asString(""))
                .toList();
    }

    private static Optional<String> flaw(String at, String what) {
        return Optional.of("In context=" + at + ", " + what);
    }
}
