package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.worker.task.Found.Holder;
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
 * Reads one object that a model answered with, and finds each of its values in the part that was asked about.
 *
 * <p>When an answer gives the same value of a field several times, the n-th one stands at the n-th place that it has in the
 * part. What has no place left is a repetition; in an object of a list it is a value all the same, at the last place.
 */
final class ValueReader {
    /** Stands in a list for what a model was too lazy to write. */
    private static final Pattern ELLIPSIS = Pattern.compile("\\s*(?:\\.{2,}|…+|etc\\.?|等等?)\\s*");

    private final String source;
    private final Grounding grounding;
    private final Part part;
    private final List<Found> found = new ArrayList<>();
    /** The last find of each value of each field. */
    private final Map<List<String>, Found> last = new HashMap<>();

    private int objects;
    /** Why the answer is of no use; the first reason that was met. */
    private @Nullable String why;

    ValueReader(String source, Grounding grounding, Part part) {
        this.source = source;
        this.grounding = grounding;
        this.part = part;
    }

    Reading<List<Found>> read(List<Field> fields, ObjectNode object) {
        readObject(fields, object, List.of(), "");
        return why == null ? Reading.right(found) : Reading.refused(why);
    }

    private void readObject(List<Field> fields, ObjectNode object, List<Holder> holders, String path) {
        boolean anyName = object.isEmpty();
        for (Field field : fields) {
            JsonNode node = Json.property(object, field.name());
            anyName |= node != null;
            for (JsonNode value : values(node)) {
                if (why != null) {
                    return;
                }
                if (field.type() == ExtractionOptions.Type.OBJECT) {
                    readInner(field, value, holders, path + field.name());
                } else {
                    readValue(field, unwrapped(value), holders, path + field.name());
                }
            }
        }
        if (!anyName) {
            why = path.isEmpty() ? JsonAnswer.UNRELATED : path + " an object without its fields";
        } else if (why == null && path.isEmpty()) {
            why = missing(fields, object);
        }
    }

    /** Of the field that may well stand under the name that is none of the fields; null when there is no such name. */
    private static @Nullable String missing(List<Field> fields, ObjectNode object) {
        Set<String> names =
                fields.stream().map(field -> Plain.key(field.name())).collect(Collectors.toSet());
        boolean hasOther = object.propertyNames().stream().anyMatch(name -> !names.contains(Plain.key(name)));
        return fields.stream()
                .map(Field::name)
                .filter(name -> hasOther && Json.property(object, name) == null)
                .map(name -> name + " is missing")
                .findFirst()
                .orElse(null);
    }

    private void readInner(Field field, JsonNode node, List<Holder> holders, String path) {
        if (node instanceof ObjectNode object) {
            List<Holder> inner = new ArrayList<>(holders);
            inner.add(new Holder(field.name(), field.many(), part.start(), objects++));
            readObject(field.fields(), object, inner, path + ".");
        } else if (!node.isString() || !Typed.isAbsent(node.asString())) {
            why = path + " is neither an object nor a list of objects";
        }
    }

    private void readValue(Field field, JsonNode node, List<Holder> holders, String path) {
        if (node.isString() && ELLIPSIS.matcher(node.asString()).matches()) {
            why = path + " is cut short";
            return;
        }
        switch (Typed.of(field, node)) {
            case Reading.Refused<Typed>(String reason) -> why = path + " " + reason;
            case Reading.Right<Typed>(Typed typed) -> {
                if (!typed.verbatim().isEmpty()) {
                    add(field, typed, holders, path);
                }
            }
        }
    }

    private void add(Field field, Typed typed, List<Holder> holders, String path) {
        List<String> name = List.of(path, typed.verbatim());
        Found before = last.get(name);
        Span span = before == null ? locate(typed, part.contextStart()) : next(typed, before);
        if (before != null && span == null) {
            if (holders.isEmpty()) {
                return;
            }
            span = before.span();
        }
        JsonNode value = typed.value();
        if (span == null && Typed.isAbsent(typed.verbatim()) && value != null && value.isString()) {
            return;
        }
        if (span == null && typed.verbatim().equals(ExtractionTemplate.placeholder(field))) {
            why = JsonAnswer.TEMPLATE;
        } else if (span == null && value == null) {
            why = path + " is no number";
        } else {
            String text = span == null ? typed.verbatim() : span.of(source);
            int order = span == null ? part.end() : span.start();
            Found one = new Found(field, holders, typed, text, Found.key(typed), span, order);
            last.put(name, one);
            found.add(one);
        }
    }

    private @Nullable Span next(Typed typed, Found before) {
        return before.span() == null ? null : locate(typed, before.span().end());
    }

    private @Nullable Span locate(Typed typed, int from) {
        for (String form : typed.forms()) {
            Span span = grounding.locate(form, new Span(from, part.end()));
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    private static List<JsonNode> values(@Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(values::add);
        } else {
            values.add(node);
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
