package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the JSON object that a model meant among everything it wrote.
 *
 * <p>The last root that has the wanted shape is the answer, unless there is reason to doubt it: an answer that is cut off,
 * a later root that cannot be read, a neighbour of the same shape that says something else, or a root that stands in the
 * text itself. Then it is refused: a wrong reading is worse than none.
 */
final class JsonAnswer {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int WORTH_COMPARING = 10;

    private JsonAnswer() {}

    /**
     * What the answer says.
     *
     * @param source the text that was asked about
     * @param shape reads an object of the wanted shape
     */
    static <T> Reading<T> read(JsonScan scan, String answer, String source, Function<ObjectNode, Reading<T>> shape) {
        if (scan.cutOff()) {
            return Reading.refused("the JSON is cut off");
        }
        String why = "no JSON object";
        List<JsonScan.Root> roots = scan.roots();
        for (int i = roots.size() - 1; i >= 0; i--) {
            JsonScan.Root root = roots.get(i);
            ObjectNode object = object(root);
            if (object == null) {
                if (root.doubtful() || root.json().contains(":")) {
                    return Reading.refused("a JSON object that cannot be read");
                }
                continue;
            }
            switch (shape.apply(object)) {
                case Reading.Refused<T>(String reason) -> why = reason;
                case Reading.Right<T>(T value) -> {
                    String written = answer.substring(root.start(), root.end());
                    if (written.length() > WORTH_COMPARING && source.contains(written)) {
                        return Reading.refused("the JSON is copied from the text");
                    }
                    if (isContradicted(roots, i, answer, object, shape)) {
                        return Reading.refused("several JSON objects that differ");
                    }
                    return Reading.right(value);
                }
            }
        }
        return Reading.refused(why);
    }

    /** Whether the root before stands right beside it, has the shape too, and says something else. */
    private static <T> boolean isContradicted(
            List<JsonScan.Root> roots,
            int index,
            String answer,
            ObjectNode object,
            Function<ObjectNode, Reading<T>> shape) {
        if (index == 0) {
            return false;
        }
        JsonScan.Root before = roots.get(index - 1);
        String between = answer.substring(before.end(), roots.get(index).start());
        ObjectNode other = between.replace(',', ' ').isBlank() ? object(before) : null;
        return other != null && !other.equals(object) && shape.apply(other) instanceof Reading.Right<T>;
    }

    private static @Nullable ObjectNode object(JsonScan.Root root) {
        if (root.doubtful()) {
            return null;
        }
        try {
            JsonNode node = LENIENT.readTree(root.json());
            if (node.isArray() && node.size() == 1) {
                node = node.get(0);
            }
            return node instanceof ObjectNode object ? unwrapped(object) : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** {@code {"result": {…}}} is the inner object. */
    private static ObjectNode unwrapped(ObjectNode object) {
        if (object.size() != 1) {
            return object;
        }
        String key = new ArrayList<>(object.propertyNames()).getFirst();
        boolean wrapper =
                List.of("result", "data", "answer", "output", "json", "结果").contains(key);
        return wrapper && object.get(key) instanceof ObjectNode inner ? inner : object;
    }
}
