package io.textmill.worker.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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
 * <p>The roots of the wanted shape are the answer when they all say the same. An answer that is cut off is refused; so are
 * roots that differ, a root that stands in the text itself, one that is called a draft or an example, and one that is
 * followed by another try of no use: a wrong reading is worse than none. What comes before the answer may be of no use.
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

    /** Why an object is not the answer: it is about something else. */
    static final String UNRELATED = "a JSON object without any of the names asked for";

    /** Why an object is not the answer: it repeats what was asked. */
    static final String TEMPLATE = "a copy of the template";

    private static final int WORTH_COMPARING = 10;

    private static final Set<String> WRAPPERS = Set.of(
            "result", "data", "answer", "output", "response", "json", "sentiment", "extraction", "fields", "结果", "答案");

    /** What calls the next object no answer, at the end of the words before it. */
    private static final Pattern DISCLAIMER = Pattern.compile(
            "(?:\\b(?:draft|first (?:attempt|try|version)|example|e\\.g\\.|not|instead of|rather"
                    + " than)|初稿|草稿|示例|例如|比如|不是|而非)[^\\p{L}\\p{N}]*$",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_DISCLAIMER = 40;

    private JsonAnswer() {}

    /**
     * What the answer says.
     *
     * @param source the text that was asked about
     * @param shape reads an object of the wanted shape; refuses with {@link #UNRELATED} what is about something else, and
     *     with {@link #TEMPLATE} what only repeats the question
     */
    static <T> Reading<T> read(JsonScan scan, String answer, String source, Function<ObjectNode, Reading<T>> shape) {
        if (scan.cutOff()) {
            return Reading.refused("the JSON is cut off");
        }
        String why = "no JSON object";
        Reading<T> meant = null;
        List<JsonScan.Root> roots = scan.roots();
        String bareSource = roots.isEmpty() || source.indexOf('{') < 0 ? "" : withoutQuotes(source);
        for (int i = roots.size() - 1; i >= 0; i--) {
            JsonScan.Root root = roots.get(i);
            Reading<T> reading = reading(root, shape);
            if (reading instanceof Reading.Refused<T>(String reason)) {
                boolean harmless = reason.equals(UNRELATED) || reason.equals(TEMPLATE);
                if (meant == null && !harmless) {
                    return reading;
                }
                why = reason;
            } else if (isDisclaimed(answer, i == 0 ? 0 : roots.get(i - 1).end(), root.start())) {
                why = "a draft or an example";
            } else if (isCopied(answer.substring(root.start(), root.end()), bareSource)) {
                why = "the JSON is copied from the text";
            } else if (meant != null && !meant.equals(reading)) {
                return Reading.refused("several JSON objects that differ");
            } else {
                meant = reading;
            }
        }
        return meant == null ? Reading.refused(why) : meant;
    }

    private static <T> Reading<T> reading(JsonScan.Root root, Function<ObjectNode, Reading<T>> shape) {
        ObjectNode object = object(root);
        if (object == null) {
            boolean isProse = !root.doubtful() && !root.json().contains(":");
            return Reading.refused(isProse ? UNRELATED : "a JSON object that cannot be read");
        }
        Reading<T> reading = shape.apply(object);
        ObjectNode inner = reading instanceof Reading.Right<T> ? null : wrapped(object);
        return inner == null ? reading : shape.apply(inner);
    }

    /** Whether the words before it say that the object is not the answer. */
    private static boolean isDisclaimed(String answer, int from, int to) {
        String before = answer.substring(Math.max(from, to - LONGEST_DISCLAIMER), to);
        return DISCLAIMER.matcher(before).find();
    }

    /** Whether the text itself has it, however it is spaced and quoted there. */
    private static boolean isCopied(String written, String bareSource) {
        return written.length() > WORTH_COMPARING && bareSource.contains(withoutQuotes(written));
    }

    private static String withoutQuotes(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && "\"'“”‘’`".indexOf(c) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
            return node instanceof ObjectNode object && !hasTwins(object) ? object : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    /** Whether two names are the same but for case or width, and say different things. */
    private static boolean hasTwins(ObjectNode object) {
        Map<String, JsonNode> byKey = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            JsonNode twin = byKey.putIfAbsent(Plain.key(property.getKey()), property.getValue());
            if (twin != null && !twin.equals(property.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** {@code {"status": "ok", "result": {…}}} has the inner object in it. */
    private static @Nullable ObjectNode wrapped(ObjectNode object) {
        List<ObjectNode> inner = object.properties().stream()
                .filter(property -> WRAPPERS.contains(Plain.key(property.getKey())))
                .map(Map.Entry::getValue)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
        return inner.size() == 1 ? inner.getFirst() : null;
    }
}
