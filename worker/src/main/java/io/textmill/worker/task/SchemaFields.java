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
 * Reads a JSON Schema as fields: an object whose properties are scalars, enums of strings, or lists of these. A keyword
 * that would have to be checked and is not understood is refused, so that a result never breaks its own schema unseen.
 */
final class SchemaFields {
    private static final String ALLOWED =
            "an object with properties of type string, number, integer or boolean, an enum of"
                    + " strings, format date, or an array of one of these; title, description and required";
    private static final int MAX_FIELDS = 50;
    private static final int MAX_NAME = 60;
    private static final Set<String> ROOT_KEYWORDS = Set.of("type", "properties", "required", "additionalProperties");
    private static final Set<String> PROPERTY_KEYWORDS = Set.of("type", "enum", "format", "items");
    private static final Set<String> NOTES =
            Set.of("title", "description", "$schema", "$id", "$comment", "default", "examples", "deprecated");

    private SchemaFields() {}

    static Reading<List<Field>> of(JsonNode schema) {
        if (!schema.isObject() || !schema.path("properties").isObject()) {
            return refused("schema", "not an object with properties");
        }
        String unknown = unknownKeyword(schema, ROOT_KEYWORDS);
        if (unknown != null) {
            return refused("schema." + unknown, "not understood");
        }
        if (schema.has("type") && !schema.path("type").asString("").equals("object")) {
            return refused("schema.type", "not object");
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            Field field = field(name, property.getValue(), required.contains(name));
            if (field == null || name.isBlank() || name.length() > MAX_NAME) {
                return refused("schema.properties." + shortened(name), "not understood");
            }
            fields.add(field);
        }
        if (fields.isEmpty() || fields.size() > MAX_FIELDS) {
            return refused("schema.properties", fields.size() + " properties");
        }
        for (String name : required) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                return refused("schema.required." + shortened(name), "not a property");
            }
        }
        return Reading.right(fields);
    }

    private static Reading<List<Field>> refused(String where, String what) {
        return Reading.refused("options." + where + ": " + what + "; allowed: " + ALLOWED);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }

    private static @Nullable Field field(String name, JsonNode property, boolean required) {
        boolean many = typeName(property).equals("array");
        JsonNode item = many ? property.path("items") : property;
        if (!item.isObject()
                || unknownKeyword(property, PROPERTY_KEYWORDS) != null
                || unknownKeyword(item, PROPERTY_KEYWORDS) != null
                || (many && property.has("enum"))) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : item.path("enum")) {
            if (value.isString()) {
                values.add(value.asString());
            } else if (!value.isNull()) {
                return null;
            }
        }
        ExtractionOptions.Type type = type(item, !values.isEmpty());
        String description = property.path("description").asString("");
        return type == null
                ? null
                : new Field(name, type, description.isBlank() ? null : description, values, many, required);
    }

    private static ExtractionOptions.@Nullable Type type(JsonNode item, boolean isEnum) {
        String format = item.path("format").asString("");
        String type = typeName(item);
        if (item.has("items") || (item.has("enum") && !isEnum) || (item.has("format") && !format.equals("date"))) {
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
        if (type.isArray() && type.size() == 2 && type.get(1).asString("").equals("null")) {
            return type.get(0).asString("");
        }
        return type.asString("");
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
