package io.textmill.worker.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of [0,1): sorted intervals that neither overlap nor touch. It says which part of the fleet's limits is a
 * worker's, and not only how much: workers whose portions are disjoint never take the same slot, and where portions
 * together are the whole, no slot is left. Pure and immutable.
 */
public final class Portion {
    /** Nothing. */
    public static final Portion NONE = new Portion(List.of());

    /** All of it. */
    public static final Portion WHOLE = new Portion(List.of(new Interval(0, 1)));

    private final List<Interval> intervals;

    /**
     * The points from one to another.
     *
     * @param from the first that belongs to it, at least 0
     * @param to the first beyond it, above {@code from} and at most 1
     */
    public record Interval(double from, double to) {
        public Interval {
            if (!(0 <= from && from < to && to <= 1)) {
                throw new IllegalArgumentException("not an interval of [0,1): " + from + " to " + to);
            }
        }

        double size() {
            return to - from;
        }
    }

    private Portion(List<Interval> intervals) {
        this.intervals = List.copyOf(intervals);
    }

    /** All points of those intervals, in whatever order they come and however they overlap. */
    public static Portion of(List<Interval> intervals) {
        List<Interval> sorted = intervals.stream()
                .sorted(Comparator.comparingDouble(Interval::from))
                .toList();
        var merged = new ArrayList<Interval>();
        for (Interval next : sorted) {
            if (!merged.isEmpty() && next.from() <= merged.getLast().to()) {
                Interval last = merged.removeLast();
                merged.add(new Interval(last.from(), Math.max(last.to(), next.to())));
            } else {
                merged.add(next);
            }
        }
        return new Portion(merged);
    }

    /** How much of the whole it is, from 0 to 1. */
    public double size() {
        return Math.min(1, intervals.stream().mapToDouble(Interval::size).sum());
    }

    /** Whether it is nothing. */
    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    /** Whether that point of [0,1) belongs to it. */
    public boolean contains(double point) {
        for (Interval interval : intervals) {
            if (point < interval.to()) {
                return interval.from() <= point;
            }
        }
        return false;
    }

    /**
     * How many of {@code total} indivisible units are ours when unit i sits at frac((i + phase) / total). Portions that
     * together are the whole get all the units between them, each once, at the same phase; a phase that moves makes
     * fractions of a unit go round.
     */
    public int units(int total, double phase) {
        double shift = phase - Math.floor(phase);
        int units = 0;
        for (Interval interval : intervals) {
            units += firstUnitFrom(interval.to(), total, shift) - firstUnitFrom(interval.from(), total, shift);
        }
        return units;
    }

    /** The number of the first unit, at (number + shift) / total, that is not before that point. */
    private static int firstUnitFrom(double point, int total, double shift) {
        return Math.clamp((long) Math.ceil(point * total - shift), 0, total);
    }

    /** What belongs to both. */
    public Portion intersection(Portion other) {
        var both = new ArrayList<Interval>();
        for (int i = 0, j = 0; i < intervals.size() && j < other.intervals.size(); ) {
            Interval ours = intervals.get(i);
            Interval theirs = other.intervals.get(j);
            double from = Math.max(ours.from(), theirs.from());
            double to = Math.min(ours.to(), theirs.to());
            if (from < to) {
                both.add(new Interval(from, to));
            }
            if (ours.to() <= theirs.to()) {
                i++;
            } else {
                j++;
            }
        }
        return new Portion(both);
    }

    /** What belongs to either. */
    public Portion union(Portion other) {
        var either = new ArrayList<>(intervals);
        either.addAll(other.intervals);
        return of(either);
    }

    /** Its intervals, in order. */
    public List<Interval> intervals() {
        return intervals;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Portion portion && intervals.equals(portion.intervals);
    }

    @Override
    public int hashCode() {
        return intervals.hashCode();
    }

    @Override
    public String toString() {
        return intervals.stream()
                .map(interval -> interval.from() + "–" + interval.to())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
