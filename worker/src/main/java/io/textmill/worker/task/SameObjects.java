package io.textmill.worker.task;

import io.textmill.worker.task.Found.Holder;
import io.textmill.worker.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which objects of a list are one.
 *
 * <p>Two are when no field of one value differs, and: in two answers, one of their values stands in the same place, as it
 * does where parts overlap; in one answer, or where no value stands in the text, all they say is the same.
 */
final class SameObjects {
    /** The numbers of the objects that have a mark. */
    private final Map<List<Object>, Set<Integer>> byMark = new HashMap<>();

    private final List<List<Found>> objects = new ArrayList<>();
    private final int depth;

    private SameObjects(int depth) {
        this.depth = depth;
    }

    /** The finds of each different object, in order of appearance; the objects' own level is {@code depth}. */
    static List<List<Found>> of(List<Found> finds, int depth) {
        Map<Holder, List<Found>> byHolder = new LinkedHashMap<>();
        for (Found found : finds) {
            byHolder.computeIfAbsent(found.holders().get(depth), _ -> new ArrayList<>())
                    .add(found);
        }
        SameObjects same = new SameObjects(depth);
        byHolder.values().forEach(same::add);
        return same.objects;
    }

    private void add(List<Found> finds) {
        List<List<Object>> marks = marks(finds);
        int number = marks.stream()
                .flatMap(mark -> byMark.getOrDefault(mark, Set.of()).stream())
                .filter(other -> isSame(objects.get(other), finds))
                .findFirst()
                .orElse(objects.size());
        if (number == objects.size()) {
            objects.add(new ArrayList<>());
        }
        objects.get(number).addAll(finds);
        marks.forEach(
                mark -> byMark.computeIfAbsent(mark, _ -> new LinkedHashSet<>()).add(number));
    }

    /** Its values with their places; where it has no place, all it says. */
    private static List<List<Object>> marks(List<Found> finds) {
        List<List<Object>> marks = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        for (Found found : finds) {
            Span span = found.span();
            all.add(found.name());
            if (span != null) {
                marks.add(List.of(found.name(), span.start()));
            }
        }
        return marks.isEmpty() ? List.of(all) : marks;
    }

    private boolean isSame(List<Found> object, List<Found> finds) {
        int part = finds.getFirst().holders().get(depth).part();
        boolean oneAnswer =
                object.stream().anyMatch(found -> found.holders().get(depth).part() == part);
        return oneAnswer ? repeats(object, finds) && repeats(finds, object) : !differ(object, finds);
    }

    private static boolean repeats(List<Found> all, List<Found> others) {
        return others.stream().allMatch(other -> all.stream().anyMatch(other::repeats));
    }

    private boolean differ(List<Found> object, List<Found> finds) {
        Map<String, String> keys = new HashMap<>();
        object.stream().filter(this::isOfOne).forEach(found -> keys.put(found.path(), found.key()));
        return finds.stream()
                .filter(this::isOfOne)
                .anyMatch(found -> !keys.getOrDefault(found.path(), found.key()).equals(found.key()));
    }

    /** Whether an object has one such value at most. */
    private boolean isOfOne(Found found) {
        return !found.field().many()
                && found.holders().stream().skip(depth + 1L).noneMatch(Holder::many);
    }
}
