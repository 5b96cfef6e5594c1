package io.textmill.bench;

import java.util.List;

/**
 * A figure that was measured once in each round.
 *
 * @param unit of the values
 * @param values one for each round, in their order, at least one
 */
public record Figure(String unit, List<Double> values) {
    public Figure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one value");
        }
    }

    /** The middle value; of an even number of values the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The least. */
    public double min() {
        return values.stream().mapToDouble(value -> value).min().orElseThrow();
    }

    /** The greatest. */
    public double max() {
        return values.stream().mapToDouble(value -> value).max().orElseThrow();
    }
}
