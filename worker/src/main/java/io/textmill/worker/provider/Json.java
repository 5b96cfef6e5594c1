package io.textmill.worker.provider;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads replies the way that providers write them: a number may come as a string, and a field may be absent or null. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The body as an object, blank lines around it ignored; null when it is none. */
    public static @Nullable ObjectNode object(String body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** An empty object to fill. */
    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** A string, number or boolean as text; null for anything else. */
    public static @Nullable String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    /** The first of two spellings that is there; null when neither is. */
    public static @Nullable String text(JsonNode parent, String field, String otherwise) {
        String text = text(parent, field);
        return text != null ? text : text(parent, otherwise);
    }

    /** A whole number that may be written as a string; null for anything else. */
    public static @Nullable Integer integer(JsonNode parent, String field) {
        String text = text(parent, field);
        try {
            return text == null ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
