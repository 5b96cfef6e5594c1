package io.textmill.worker.caller;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Which providers a job may be sent to: the first in order that takes calls, and among equals by weight. Safe for use by
 * many threads.
 */
public final class Route {
    private final List<Leg> legs;
    private final boolean nextWhenUnanswerable;

    /**
     * A provider of a route.
     *
     * @param order the lower the sooner
     * @param weight how often it is chosen beside those of the same order, above 0
     */
    public record Leg(Caller caller, int order, double weight) {}

    /**
     * A route.
     *
     * @param legs at least one
     * @param nextWhenUnanswerable whether the next provider is asked when one refuses a text or finds nothing: that call
     *     may be charged
     */
    public Route(List<Leg> legs, boolean nextWhenUnanswerable) {
        this.legs = List.copyOf(legs);
        this.nextWhenUnanswerable = nextWhenUnanswerable;
    }

    /** The route to one provider only. */
    public static Route to(Caller caller) {
        return new Route(List.of(new Leg(caller, 1, 1)), false);
    }

    /** Whether the next provider is asked when one has no answer. */
    public boolean goesOnWhenUnanswerable() {
        return nextWhenUnanswerable;
    }

    /** All its providers. */
    public List<Caller> callers() {
        return legs.stream().map(Leg::caller).toList();
    }

    /** Who calls the provider of that name; empty when it is not one of the route's. */
    public Optional<Caller> caller(String provider) {
        return callers().stream()
                .filter(caller -> caller.provider().name().equals(provider))
                .findFirst();
    }

    /** Whom a job begins with; where nobody takes calls, who will be the first to. */
    public Caller first(RandomGenerator random) {
        return next(_ -> true, random)
                .orElseGet(() -> legs.stream()
                        .map(Leg::caller)
                        .min(Comparator.comparing(Caller::reopensAt))
                        .orElseThrow());
    }

    /**
     * Whom a job goes on with.
     *
     * @param allowed who comes into question
     * @return empty when none of them takes calls
     */
    public Optional<Caller> next(Predicate<Caller> allowed, RandomGenerator random) {
        return legs.stream()
                .filter(leg -> allowed.test(leg.caller()) && leg.caller().takesCalls())
                .collect(Collectors.groupingBy(Leg::order, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .findFirst()
                .map(equals -> byWeight(equals, random));
    }

    /** Whether anybody takes calls. */
    public boolean takesCalls() {
        return legs.stream().anyMatch(leg -> leg.caller().takesCalls());
    }

    /** Whom jobs begin with as things stand: those of the lowest order that take calls, or all when nobody does. */
    public List<Caller> beginners() {
        OptionalInt order = legs.stream()
                .filter(leg -> leg.caller().takesCalls())
                .mapToInt(Leg::order)
                .min();
        return legs.stream()
                .filter(leg -> order.isEmpty() || leg.order() == order.getAsInt())
                .map(Leg::caller)
                .toList();
    }

    private static Caller byWeight(List<Leg> legs, RandomGenerator random) {
        double point =
                random.nextDouble() * legs.stream().mapToDouble(Leg::weight).sum();
        for (Leg leg : legs) {
            point -= leg.weight();
            if (point < 0) {
                return leg.caller();
            }
        }
        return legs.getLast().caller();
    }
}
