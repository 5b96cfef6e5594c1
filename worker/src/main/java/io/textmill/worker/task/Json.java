package io.textmill.worker.task;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Small reads and writes of JSON. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The property of that name, or one that differs only in case, width or white space around it. */
    static @Nullable JsonNode property(ObjectNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        String wanted = Plain.key(name);
        for (String key : object.propertyNames()) {
            if (Plain.key(key).equals(wanted)) {
                return object.get(key);
            }
        }
        return null;
    }

    /** A string in quotes, as JSON writes it. */
    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** A number as JSON shows it: an integer where it is one. */
    static JsonNode number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        boolean isLong = plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
        return isLong
                ? MAPPER.getNodeFactory().numberNode(plain.longValueExact())
                : MAPPER.getNodeFactory().numberNode(plain);
    }

    /** The constant's name on the wire. */
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
