package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an answer about one part of a text as values, and finds each in that part.
 *
 * <p>When an answer gives the same value several times, the n-th one stands at the n-th place that it has in the part; what
 * has no place left is a repetition.
 */
record ExtractionAnswer(List<Field> fields, String source, Grounding grounding) {

    Reading<List<Found>> read(String answer, Part part) {
        JsonScan scan = JsonScan.of(answer);
        String shown = part.shown().of(source);
        if (scan.roots().isEmpty() && !scan.cutOff() && SpokenAnswer.isRefusal(answer, shown)) {
            return Reading.refused("a refusal in words");
        }
        if (answer.isBlank()) {
            return Reading.refused("an empty answer");
        }
        return JsonAnswer.read(scan, answer, shown, object -> shape(object, part));
    }

    private Reading<List<Found>> shape(ObjectNode object, Part part) {
        List<Found> found = new ArrayList<>();
        Map<String, Integer> searchedTo = new HashMap<>();
        boolean anyName = object.isEmpty();
        for (Field field : fields) {
            JsonNode node = Json.property(object, field.name());
            anyName |= node != null;
            for (JsonNode value : values(node)) {
                Reading<Typed> reading = Typed.of(field, value);
                if (reading instanceof Reading.Refused<Typed>(String why)) {
                    return Reading.refused(why);
                }
                if (reading instanceof Reading.Right<Typed>(Typed typed)) {
                    String why = add(field, typed, part, searchedTo, found);
                    if (why != null) {
                        return Reading.refused(why);
                    }
                }
            }
        }
        return anyName ? Reading.right(found) : Reading.refused("a JSON object without any of the fields");
    }

    /** Adds the value; says why when the answer is of no use because of it. */
    private @Nullable String add(
            Field field, Typed typed, Part part, Map<String, Integer> searchedTo, List<Found> found) {
        if (typed.verbatim().isEmpty()) {
            return null;
        }
        String place = field.name() + "\n" + typed.verbatim();
        Integer from = searchedTo.get(place);
        Span span = locate(typed, new Span(from == null ? part.contextStart() : from, part.end()));
        if (span == null && from != null) {
            return null;
        }
        if (span == null
                && Typed.isAbsent(typed.verbatim())
                && typed.value() != null
                && typed.value().isString()) {
            return null;
        }
        if (span == null && isPlaceholder(field, typed.verbatim())) {
            return "a copy of the template";
        }
        if (span == null && typed.value() == null) {
            return field.name() + " is no number";
        }
        searchedTo.put(place, span == null ? part.end() : span.end());
        found.add(Found.of(field, typed, span, part.end()));
        return null;
    }

    private @Nullable Span locate(Typed typed, Span within) {
        for (String form : typed.forms()) {
            Span span = grounding.locate(form, within);
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    private static boolean isPlaceholder(Field field, String verbatim) {
        return verbatim.equals(ExtractionTemplate.placeholder(field));
    }

    private static List<JsonNode> values(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(unwrapped(value)));
        } else {
            values.add(unwrapped(node));
        }
        values.removeIf(JsonNode::isNull);
        return values;
    }

    /** {@code {"value": "x"}} is the value. */
    private static JsonNode unwrapped(JsonNode node) {
        JsonNode value = node instanceof ObjectNode object ? object.get("value") : null;
        return value == null ? node : value;
    }
}
