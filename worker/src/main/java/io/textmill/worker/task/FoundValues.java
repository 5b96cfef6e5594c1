package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.JobResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of fields, made of finds in the order of their places.
 *
 * <ul>
 *   <li>A field of many has every different value once, in order of appearance.
 *   <li>A field of one has the first value that stands in the text, else the first; other values are a conflict.
 *   <li>An object is made of what all answers say of it; a list of objects has each once, see {@link SameObjects}.
 *   <li>A field without a value is {@code null}, or an empty list. An object without any value is none; one with some must
 *       have those that are required of it.
 * </ul>
 */
final class FoundValues {
    private final List<JobResult.Conflict> conflicts = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();

    /** The fields for which there was more than one value, with the chosen one first. */
    List<JobResult.Conflict> conflicts() {
        return conflicts;
    }

    /** The fields that are required and have no value. */
    Set<String> missing() {
        return missing;
    }

    /** The object of these fields; the finds are its own, {@code depth} objects deep. */
    ObjectNode object(List<Field> fields, List<Found> finds, int depth) {
        return object(fields, finds, depth, "");
    }

    private ObjectNode object(List<Field> fields, List<Found> finds, int depth, String prefix) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (Field field : fields) {
            String path = prefix + field.name();
            List<JsonNode> values = field.type() == ExtractionOptions.Type.OBJECT
                    ? objects(field, finds, depth, path)
                    : scalars(field, finds, depth, path);
            if (field.many()) {
                ArrayNode list = object.putArray(field.name());
                values.forEach(list::add);
            } else if (values.isEmpty()) {
                object.putNull(field.name());
            } else {
                object.set(field.name(), values.getFirst());
            }
            if (values.isEmpty() && field.required()) {
                missing.add(path);
            }
        }
        return object;
    }

    private List<JsonNode> objects(Field field, List<Found> finds, int depth, String path) {
        List<Found> own = finds.stream()
                .filter(found -> found.holders().size() > depth
                        && found.holders().get(depth).name().equals(field.name()))
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        List<List<Found>> objects = field.many() ? SameObjects.of(own, depth) : List.of(own);
        return objects.stream()
                .<JsonNode>map(object -> object(field.fields(), object, depth + 1, path + "."))
                .toList();
    }

    private List<JsonNode> scalars(Field field, List<Found> finds, int depth, String path) {
        Map<String, Found> byKey = new LinkedHashMap<>();
        finds.stream()
                .filter(found ->
                        found.holders().size() == depth && found.field().name().equals(field.name()))
                .filter(found -> found.typed().value() != null)
                .forEach(found -> byKey.putIfAbsent(found.key(), found));
        List<Found> different = new ArrayList<>(byKey.values());
        if (!field.many()) {
            different.sort(Comparator.comparing(found -> found.span() == null));
            if (different.size() > 1) {
                List<String> texts = different.stream()
                        .map(found -> text(found.typed().value()))
                        .toList();
                conflicts.add(new JobResult.Conflict(path, texts));
            }
        }
        List<JsonNode> values = new ArrayList<>();
        for (Found found : different) {
            JsonNode value = found.typed().value();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.asString();
    }
}
