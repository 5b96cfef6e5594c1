package io.textmill.worker.task;

import io.textmill.contract.ErrorCode;
import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.contract.JobResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges what was found in the parts of a text.
 *
 * <ul>
 *   <li>Finds are ordered by their place; one without a place comes at the end of its part.
 *   <li>The same value of the same field is one find where the places overlap; without a place it is one with any other.
 * </ul>
 */
record Gathering(List<Field> fields) {

    Step finish(List<List<Found>> byPart) {
        List<Found> finds = byPart.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Found::order))
                .toList();
        FoundValues values = new FoundValues();
        var object = values.object(fields, finds, 0);
        if (!values.missing().isEmpty()) {
            return Failures.of(
                    ErrorCode.REQUIRED_FIELD_MISSING,
                    "required but not found in the text: " + String.join(", ", values.missing()));
        }
        List<JobResult.Entity> entities =
                distinct(finds).stream().map(Found::entity).toList();
        return new Step.Finished(
                new Step.Findings(new JobResult.Extraction(object, entities), values.conflicts(), byPart.size()));
    }

    private static List<Found> distinct(List<Found> finds) {
        Map<List<String>, Found> grounded = new HashMap<>();
        finds.stream()
                .filter(found -> found.span() != null)
                .forEach(found -> grounded.putIfAbsent(found.name(), found));
        Map<List<String>, Found> last = new HashMap<>();
        List<Found> distinct = new ArrayList<>();
        for (Found found : finds) {
            Found before = found.span() == null ? grounded.get(found.name()) : null;
            before = before == null ? last.get(found.name()) : before;
            if (before == null || !found.repeats(before)) {
                distinct.add(found);
                last.put(found.name(), found);
            }
        }
        return distinct;
    }
}
