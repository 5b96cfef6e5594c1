package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import io.textmill.worker.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    /** Stands in a list for what a model was too lazy to write. */
    private static final Pattern ELLIPSIS = Pattern.compile("\\s*(?:\\.{2,}|…+|etc\\.?|等等?)\\s*");

    Reading<List<Found>> read(String answer, Part part) {
        return RawAnswer.plain(answer, part.shown().of(source)).then(plain -> readPlain(plain, part));
    }

    private Reading<List<Found>> readPlain(String answer, Part part) {
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
                if (value.isString() && ELLIPSIS.matcher(value.asString()).matches()) {
                    return Reading.refused(field.name() + " is cut short");
                }
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
        if (!anyName) {
            return Reading.refused(JsonAnswer.UNRELATED);
        }
        String missing = missing(object);
        return missing == null ? Reading.right(found) : Reading.refused(missing + " is missing");
    }

    /** The field that may well stand under the name that is none of the fields; null when there is no such name. */
    private @Nullable String missing(ObjectNode object) {
        Set<String> names =
                fields.stream().map(field -> Plain.key(field.name())).collect(Collectors.toSet());
        boolean hasOther = object.propertyNames().stream().anyMatch(name -> !names.contains(Plain.key(name)));
        return fields.stream()
                .map(Field::name)
                .filter(name -> hasOther && Json.property(object, name) == null)
                .findFirst()
                .orElse(null);
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
            return JsonAnswer.TEMPLATE;
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
