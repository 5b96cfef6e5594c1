package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON Schema as fields: an object whose properties are scalars, enums of strings, objects of such, or lists of one
 * of these. A keyword that would have to be checked and is not understood is refused, so that a result never breaks its own
 * schema unseen. What is required and may be null is not required: null is what a result has for what it did not find.
 */
final class SchemaFields {
    private static final String ALLOWED =
            "an object with properties of type string, number, integer or boolean, an enum of"
                    + " strings, format date, an object of these, or an array of one of these, at most "
                    + ExtractionOptions.MAX_LEVELS + " levels of properties; title, description and required";
    private static final int MAX_FIELDS = 50;
    private static final int MAX_NAME = 60;
    private static final Set<String> OBJECT_KEYWORDS = Set.of("type", "properties", "required", "additionalProperties");
    private static final Set<String> VALUE_KEYWORDS = Set.of("type", "enum", "format");
    private static final Set<String> LIST_KEYWORDS = Set.of("type", "items");
    private static final Set<String> NOTES =
            Set.of("title", "description", "$schema", "$id", "$comment", "default", "examples", "deprecated");

    private SchemaFields() {}

    static Reading<List<Field>> of(JsonNode schema) {
        return object(schema, "schema", 1);
    }

    private static Reading<List<Field>> object(JsonNode schema, String at, int level) {
        if (!schema.isObject() || !schema.path("properties").isObject()) {
            return refused(at, "not an object with properties");
        }
        String unknown = unknownKeyword(schema, OBJECT_KEYWORDS);
        if (unknown != null) {
            return refused(at + "." + unknown, "not understood");
        }
        if (schema.has("type") && !typeName(schema).equals("object")) {
            return refused(at + ".type", "not object");
        }
        if (level > ExtractionOptions.MAX_LEVELS) {
            return refused(at, "too deep");
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            String where = at + ".properties." + shortened(name);
            if (name.isBlank() || name.length() > MAX_NAME) {
                return refused(where, "not understood");
            }
            Reading<Field> field = field(name, property.getValue(), required.remove(name), where, level);
            if (field instanceof Reading.Refused<Field>(String why)) {
                return Reading.refused(why);
            }
            if (field instanceof Reading.Right<Field>(Field right)) {
                fields.add(right);
            }
        }
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            return refused(at + ".properties", fields.size() + " properties");
        }
        return required.isEmpty()
                ? Reading.right(fields)
                : refused(at + ".required." + shortened(required.iterator().next()), "not a property");
    }

    private static <T> Reading<T> refused(String where, String what) {
        return Reading.refused("options." + where + ": " + what + "; allowed: " + ALLOWED);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }

    private static Reading<Field> field(String name, JsonNode property, boolean isRequired, String at, int level) {
        boolean many = typeName(property).equals("array");
        if (many && unknownKeyword(property, LIST_KEYWORDS) != null) {
            return refused(at, "not understood");
        }
        JsonNode item = many ? property.path("items") : property;
        String description = property.path("description").asString("");
        String words = description.isBlank() ? null : description;
        boolean required = isRequired && !mayBeNull(property);
        if (typeName(item).equals("object")) {
            return switch (object(item, many ? at + ".items" : at, level + 1)) {
                case Reading.Refused<List<Field>>(String why) -> Reading.refused(why);
                case Reading.Right<List<Field>>(List<Field> inner) ->
                    Reading.right(
                            new Field(name, ExtractionOptions.Type.OBJECT, words, List.of(), many, required, inner));
            };
        }
        List<String> values = values(item);
        ExtractionOptions.Type type = values == null ? null : type(item, !values.isEmpty());
        return values == null || type == null
                ? refused(at, "not understood")
                : Reading.right(new Field(name, type, words, values, many, required));
    }

    /** The strings of an enum, none where it is no enum; null where it has other values. */
    private static @Nullable List<String> values(JsonNode item) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : item.path("enum")) {
            if (value.isString()) {
                values.add(value.asString());
            } else if (!value.isNull()) {
                return null;
            }
        }
        return values;
    }

    private static ExtractionOptions.@Nullable Type type(JsonNode item, boolean isEnum) {
        String format = item.path("format").asString("");
        String type = typeName(item);
        if (!item.isObject()
                || unknownKeyword(item, VALUE_KEYWORDS) != null
                || (item.has("enum") && !isEnum)
                || (item.has("format") && !format.equals("date"))) {
            return null;
        }
        boolean isString = type.equals("string") || (type.isEmpty() && isEnum);
        if (isEnum || !format.isEmpty()) {
            return isString && !(isEnum && !format.isEmpty())
                    ? (isEnum ? ExtractionOptions.Type.ENUM : ExtractionOptions.Type.DATE)
                    : null;
        }
        return switch (type) {
            case "string" -> ExtractionOptions.Type.STRING;
            case "number" -> ExtractionOptions.Type.NUMBER;
            case "integer" -> ExtractionOptions.Type.INTEGER;
            case "boolean" -> ExtractionOptions.Type.BOOLEAN;
            default -> null;
        };
    }

    /** The type; {@code ["string", "null"]} is a string, because every value may be absent. */
    private static String typeName(JsonNode node) {
        JsonNode type = node.path("type");
        return (mayBeNull(node) ? type.get(0) : type).asString("");
    }

    private static boolean mayBeNull(JsonNode node) {
        JsonNode type = node.path("type");
        return type.isArray() && type.size() == 2 && type.get(1).asString("").equals("null");
    }

    private static @Nullable String unknownKeyword(JsonNode node, Set<String> known) {
        for (String keyword : node.propertyNames()) {
            if (!known.contains(keyword) && !NOTES.contains(keyword)) {
                return keyword;
            }
        }
        return null;
    }
}
