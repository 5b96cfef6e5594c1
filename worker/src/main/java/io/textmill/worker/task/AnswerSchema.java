package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.SentimentOptions;
import io.textmill.worker.provider.AnswerFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a job the JSON Schema that its answers keep, as OpenAI's strict mode wants one: every property is required, what
 * may be absent is {@code null}, and an object has no other properties. A job that needs more than a schema may have is
 * asked for any JSON object instead.
 */
final class AnswerSchema {
    private AnswerSchema() {}

    /** Of an extraction's fields. Numbers and dates are strings, so that a model copies them as the text has them. */
    static AnswerFormat of(List<Field> fields) {
        SchemaSize size = new SchemaSize();
        return format("extraction", object(fields, size, 1), size);
    }

    /** Of a judgement. */
    static AnswerFormat of(SentimentOptions options) {
        SchemaSize size = new SchemaSize();
        ObjectNode schema = object(1, size);
        choice(property(schema, "label", size), options.labels(), false, size);
        property(schema, "score", size).put("type", "number");
        if (!options.aspects().isEmpty()) {
            ObjectNode aspects = object(2, size);
            for (String aspect : options.aspects()) {
                choice(property(aspects, aspect, size), options.labels(), true, size);
            }
            property(schema, "aspects", size).setAll(aspects);
        }
        return format("sentiment", schema, size);
    }

    private static AnswerFormat format(String name, ObjectNode schema, SchemaSize size) {
        return size.isWithinLimits() ? new AnswerFormat.Schema(name, schema.toString()) : new AnswerFormat.Json();
    }

    private static ObjectNode object(List<Field> fields, SchemaSize size, int level) {
        ObjectNode schema = object(level, size);
        for (Field field : fields) {
            ObjectNode property = property(schema, field.name(), size);
            if (field.many()) {
                size.reach(level + 1);
                property.put("type", "array");
                property.set("items", value(field, size, level + 1));
            } else {
                property.setAll(value(field, size, level));
            }
        }
        return schema;
    }

    /** One value; in a list it is never null, because a list can be empty. */
    private static ObjectNode value(Field field, SchemaSize size, int level) {
        boolean nullable = !field.many();
        ObjectNode value = Json.MAPPER.createObjectNode();
        switch (field.type()) {
            case STRING, NUMBER, INTEGER, DATE -> type(value, "string", nullable);
            case BOOLEAN -> type(value, "boolean", nullable);
            case ENUM -> choice(value, field.values(), nullable, size);
            case OBJECT -> {
                value = object(field.fields(), size, level + 1);
                type(value, "object", nullable);
            }
        }
        return value;
    }

    private static ObjectNode object(int level, SchemaSize size) {
        size.reach(level);
        ObjectNode object = Json.MAPPER.createObjectNode().put("type", "object");
        object.putObject("properties");
        object.putArray("required");
        return object.put("additionalProperties", false);
    }

    private static ObjectNode property(ObjectNode object, String name, SchemaSize size) {
        size.addProperty(name);
        object.withArrayProperty("required").add(name);
        return object.withObjectProperty("properties").putObject(name);
    }

    private static void choice(ObjectNode value, List<String> choices, boolean nullable, SchemaSize size) {
        type(value, "string", nullable);
        ArrayNode list = value.putArray("enum");
        for (String choice : choices) {
            size.addChoice(choice);
            list.add(choice);
        }
        if (nullable) {
            list.addNull();
        }
    }

    private static void type(ObjectNode value, String type, boolean nullable) {
        if (nullable) {
            value.putArray("type").add(type).add("null");
        } else {
            value.put("type", type);
        }
    }
}
