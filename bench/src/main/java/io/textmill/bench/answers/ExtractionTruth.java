package io.textmill.bench.answers;

import io.textmill.bench.Json;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an extraction should have: every value of the models' right answers.
 *
 * @param values what was found for each field, in any of the parts
 */
record ExtractionTruth(Set<Value> values) {

    /** A value of a field as the model writes it. */
    record Value(String field, String text) {
        Value {
            text = plain(text);
        }
    }

    static ExtractionTruth of(Collection<Seen.Call> accepted) {
        var values = new LinkedHashSet<Value>();
        for (Seen.Call call : accepted) {
            for (var field : Json.MAPPER.readTree(call.testimony().truth()).properties()) {
                JsonNode value = field.getValue();
                (value.isArray() ? value.valueStream().toList() : List.of(value))
                        .stream()
                                .filter(each -> !each.isNull())
                                .forEach(each -> values.add(new Value(field.getKey(), each.asString())));
            }
        }
        return new ExtractionTruth(values);
    }

    /** What the extraction has and no model meant, and places that do not have what they should. */
    List<String> wrong(JsonNode extraction, String source) {
        var wrong = new ArrayList<String>();
        for (JsonNode entity : extraction.path("entities")) {
            Value value = value(entity);
            if (!values.contains(value)) {
                wrong.add("found " + value);
            }
            if (entity.path("grounded").asBoolean(false)) {
                String place = source.substring(
                        entity.path("start").asInt(), entity.path("end").asInt());
                if (!plain(place).equals(value.text())) {
                    wrong.add("placed " + value + " at '" + place + "'");
                }
            }
        }
        return wrong;
    }

    /** What models meant and the extraction does not have. */
    List<String> lost(JsonNode extraction) {
        var found = new LinkedHashSet<Value>();
        extraction.path("entities").forEach(entity -> found.add(value(entity)));
        return values.stream()
                .filter(value -> !found.contains(value))
                .map(value -> "lost " + value)
                .toList();
    }

    private static Value value(JsonNode entity) {
        return new Value(entity.path("type").asString(""), entity.path("value").asString(""));
    }

    /** As values are compared with a text: without regard to case, width, white space and commas in numbers. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=\\d),(?=\\d{3})", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
