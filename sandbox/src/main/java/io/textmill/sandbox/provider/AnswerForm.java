package io.textmill.sandbox.provider;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What form a server makes sure that an answer has.
 *
 * @param json whether it is JSON
 * @param schema the strict schema that it keeps, where there is one
 */
record AnswerForm(boolean json, @Nullable ObjectNode schema) {

    /** Whatever the model says. */
    static final AnswerForm ANY = new AnswerForm(false, null);

    /** Any JSON. */
    static final AnswerForm JSON = new AnswerForm(true, null);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What the model said, in the shape of the schema: with all its properties, no others, and values of their types. */
    String shape(String said) {
        return schema == null ? said : shaped(schema, parsed(said)).toString();
    }

    private static JsonNode parsed(String said) {
        try {
            return Json.read(said.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return NODES.stringNode(said);
        }
    }

    private static JsonNode shaped(JsonNode schema, JsonNode said) {
        if (said.isNull() && allows(schema, "null")) {
            return said;
        }
        if (schema.has("enum")) {
            boolean known = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .anyMatch(said::equals);
            return known ? said : absent(schema, schema.path("enum").path(0));
        }
        if (allows(schema, "object")) {
            return said.isObject() || !allows(schema, "null") ? object(schema, said) : NODES.nullNode();
        }
        if (allows(schema, "array")) {
            var list = NODES.arrayNode();
            if (said.isArray()) {
                said.forEach(value -> list.add(shaped(schema.path("items"), value)));
            }
            return list;
        }
        if (allows(schema, "string") && said.isNumber()) {
            return NODES.stringNode(said.decimalValue().toPlainString());
        }
        return isOfType(schema, said) ? said : absent(schema, zero(schema));
    }

    private static JsonNode object(JsonNode schema, JsonNode said) {
        var object = NODES.objectNode();
        for (var property : schema.path("properties").properties()) {
            JsonNode value = said.path(property.getKey());
            object.set(
                    property.getKey(), shaped(property.getValue(), value.isMissingNode() ? NODES.nullNode() : value));
        }
        return object;
    }

    private static JsonNode absent(JsonNode schema, JsonNode otherwise) {
        return allows(schema, "null") ? NODES.nullNode() : otherwise;
    }

    private static JsonNode zero(JsonNode schema) {
        return allows(schema, "string")
                ? NODES.stringNode("")
                : allows(schema, "boolean") ? NODES.booleanNode(false) : NODES.numberNode(BigDecimal.ZERO);
    }

    private static boolean isOfType(JsonNode schema, JsonNode said) {
        return (said.isString() && allows(schema, "string"))
                || (said.isBoolean() && allows(schema, "boolean"))
                || (said.isNumber() && allows(schema, "number"))
                || (said.isIntegralNumber() && allows(schema, "integer"));
    }

    private static boolean allows(JsonNode schema, String type) {
        return StrictSchema.types(schema).contains(type);
    }
}
