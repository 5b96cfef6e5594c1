package io.textmill.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one object, taken out one by one; what nobody asked for is unknown. Every refusal names the field by its
 * path. A field with null is refused, because absent is said by leaving it out.
 */
final class Fields {
    /** More unknown fields of one job than these are not worth counting. */
    private static final int MAX_UNKNOWN = 100;

    private final ObjectNode object;
    private final String path;
    private final Set<String> taken = new HashSet<>();

    Fields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    String path(String name) {
        return Shown.path(path, name);
    }

    boolean has(String name) {
        return object.has(name);
    }

    @Nullable
    JsonNode take(String name) {
        taken.add(name);
        return object.get(name);
    }

    JsonNode takeRequired(String name, String allowed) {
        JsonNode node = take(name);
        if (node == null) {
            throw Refused.field(path(name), "missing", allowed);
        }
        return node;
    }

    String string(String name, Rule rule) {
        return string(path(name), takeRequired(name, rule.words()), rule);
    }

    @Nullable
    String optionalString(String name, Rule rule) {
        JsonNode node = take(name);
        return node == null ? null : string(path(name), node, rule);
    }

    @Nullable
    Integer optionalInteger(String name, int min, int max) {
        JsonNode node = take(name);
        return node == null ? null : integer(path(name), node, min, max);
    }

    boolean flag(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw Refused.field(path(name), Shown.value(node), "true or false");
        }
        return node.booleanValue();
    }

    /** One of the wire names, or null. */
    <E> @Nullable E optionalOneOf(String name, E[] values, Function<E, String> wireName) {
        JsonNode node = take(name);
        if (node == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E value : values) {
            if (node.isString() && wireName.apply(value).equals(node.stringValue())) {
                return value;
            }
            names.add(wireName.apply(value));
        }
        throw Refused.field(path(name), Shown.value(node), "one of " + String.join(", ", names));
    }

    @Nullable
    ObjectNode optionalObject(String name) {
        JsonNode node = take(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ObjectNode found)) {
            throw Refused.field(path(name), Shown.value(node), "an object");
        }
        return found;
    }

    /** The elements of a list, or null. */
    @Nullable
    List<JsonNode> optionalList(String name, int min, int max, String what) {
        JsonNode node = take(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || node.size() < min || node.size() > max) {
            throw Refused.field(path(name), Shown.value(node), "a list of " + min + " to " + max + " " + what);
        }
        return List.copyOf(node.values());
    }

    /** The different strings of a list, or null. */
    @Nullable
    List<String> optionalStrings(String name, int min, int max, Rule rule) {
        List<JsonNode> nodes = optionalList(name, min, max, "strings");
        if (nodes == null) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String element = Shown.path(path(name), i);
            String string = string(element, nodes.get(i), rule);
            if (strings.contains(string)) {
                throw Refused.field(element, Shown.value(nodes.get(i)), "each value once");
            }
            strings.add(string);
        }
        return strings;
    }

    /** The paths of the fields that nobody took. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>();
        for (String name : object.propertyNames()) {
            if (!taken.contains(name) && unknown.size() < MAX_UNKNOWN) {
                unknown.add(path(name));
            }
        }
        return unknown;
    }

    static String string(String path, JsonNode node, Rule rule) {
        if (!node.isString() || !rule.allows().test(node.stringValue())) {
            throw Refused.field(path, Shown.value(node), rule.words());
        }
        return node.stringValue();
    }

    private static int integer(String path, JsonNode node, int min, int max) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            // 5.0 is an integer to JSON Schema. Compared first, so that an enormous exponent is never expanded.
            if (number.compareTo(BigDecimal.valueOf(min)) >= 0
                    && number.compareTo(BigDecimal.valueOf(max)) <= 0
                    && number.stripTrailingZeros().scale() <= 0) {
                return number.intValueExact();
            }
        }
        throw Refused.field(path, Shown.value(node), "an integer from " + min + " to " + max);
    }
}
