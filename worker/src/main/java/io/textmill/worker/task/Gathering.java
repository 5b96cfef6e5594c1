package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.JobResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges what was found in the parts of a text.
 *
 * <ul>
 *   <li>Finds are ordered by their place; one without a place comes at the end of its part.
 *   <li>The same value of the same field is one find where the places overlap; without a place it is one with any other.
 *   <li>A field of many has every different value once, in order of appearance.
 *   <li>A field of one has the first value that stands in the text, else the first; other values are a conflict.
 *   <li>A field without a value is {@code null}, or an empty list.
 * </ul>
 */
record Gathering(List<Field> fields) {

    Step finish(List<List<Found>> byPart) {
        List<Found> finds = distinct(byPart);
        ObjectNode values = Json.MAPPER.createObjectNode();
        List<JobResult.Conflict> conflicts = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Field field : fields) {
            List<Found> different = different(field, finds);
            if (field.many()) {
                ArrayNode list = values.putArray(field.name());
                different.forEach(found -> list.add(found.typed().value()));
            } else if (different.isEmpty()) {
                values.putNull(field.name());
            } else {
                values.set(field.name(), different.getFirst().typed().value());
            }
            if (different.isEmpty() && field.required()) {
                missing.add(field.name());
            }
            if (different.size() > 1 && !field.many()) {
                conflicts.add(new JobResult.Conflict(field.name(), texts(different)));
            }
        }
        if (!missing.isEmpty()) {
            return Failures.of(
                    ErrorCode.REQUIRED_FIELD_MISSING,
                    "required but not found in the text: " + String.join(", ", missing));
        }
        List<JobResult.Entity> entities = finds.stream().map(Gathering::entity).toList();
        return new Step.Finished(
                new Step.Findings(new JobResult.Extraction(values, entities), conflicts, byPart.size()));
    }

    private static List<Found> distinct(List<List<Found>> byPart) {
        List<Found> ordered = byPart.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Found::order))
                .toList();
        Map<List<String>, Found> grounded = new HashMap<>();
        ordered.stream()
                .filter(found -> found.span() != null)
                .forEach(found -> grounded.putIfAbsent(name(found), found));
        Map<List<String>, Found> last = new HashMap<>();
        List<Found> distinct = new ArrayList<>();
        for (Found found : ordered) {
            Found before = found.span() == null ? grounded.get(name(found)) : null;
            before = before == null ? last.get(name(found)) : before;
            if (before == null || !found.repeats(before)) {
                distinct.add(found);
                last.put(name(found), found);
            }
        }
        return distinct;
    }

    private static List<String> name(Found found) {
        return List.of(found.field().name(), found.key());
    }

    /** The different values of a field, the chosen one first where only one is wanted. */
    private static List<Found> different(Field field, List<Found> finds) {
        Map<String, Found> byKey = new LinkedHashMap<>();
        finds.stream()
                .filter(found -> found.field().name().equals(field.name()))
                .filter(found -> found.typed().value() != null)
                .forEach(found -> byKey.putIfAbsent(found.key(), found));
        List<Found> different = new ArrayList<>(byKey.values());
        if (!field.many()) {
            different.sort(Comparator.comparing(found -> found.span() == null));
        }
        return different;
    }

    private static List<String> texts(List<Found> finds) {
        return finds.stream().map(found -> text(found.typed().value())).toList();
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.asString();
    }

    private static JobResult.Entity entity(Found found) {
        String type = found.field().name();
        String value = found.typed().verbatim();
        return found.span() == null
                ? new JobResult.Entity(type, value, null, null, false)
                : new JobResult.Entity(
                        type, value, found.span().start(), found.span().end(), true);
    }
}
