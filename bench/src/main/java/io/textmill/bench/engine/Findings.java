package io.textmill.bench.engine;

import io.textmill.bench.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the trials come to. Pure.
 *
 * @param extent how they were made
 * @param trials all of them, the void ones too
 */
record Findings(Extent extent, List<Trial> trials) {
    Findings {
        trials = List.copyOf(trials);
    }

    /** The arms that were tried, in their usual order. */
    List<Arm> arms() {
        return Arrays.stream(Arm.values())
                .filter(arm -> trials.stream().anyMatch(trial -> trial.arm() == arm))
                .toList();
    }

    int rounds() {
        return trials.stream().mapToInt(Trial::round).max().orElse(0);
    }

    /** Every figure there is by its name; one without any valid round is left out. */
    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        for (Arm arm : arms()) {
            for (int work : extent.workMillis()) {
                jobsPerSecond(arm, work)
                        .ifPresent(it -> figures.put("jobsPerSecond.%s.%dms".formatted(arm.label(), work), it));
            }
        }
        for (Arm arm : arms()) {
            for (int work : extent.delayedMillis()) {
                String name = arm.label() + "." + work + "ms";
                delay(arm, work, Delay::p50).ifPresent(it -> figures.put("addedP50." + name, it));
                delay(arm, work, Delay::p99).ifPresent(it -> figures.put("addedP99." + name, it));
                load(arm, work).ifPresent(it -> figures.put("halfLoad." + name, it));
            }
        }
        for (Arm arm : arms()) {
            for (int work : extent.workMillis()) {
                timesOf(arm, work).ifPresent(it -> figures.put("oursOver.%s.%dms".formatted(arm.label(), work), it));
            }
        }
        return figures;
    }

    Optional<Figure> jobsPerSecond(Arm arm, int work) {
        return figure("jobs/s", ofRounds(arm, trial -> trial.rate(work)));
    }

    Optional<Figure> delay(Arm arm, int work, Function<Delay, Double> which) {
        return figure("ms", ofRounds(arm, trial -> which.apply(trial.delay(work))));
    }

    /** The load under which the delay was measured. */
    Optional<Figure> load(Arm arm, int work) {
        return figure("jobs/s", ofRounds(arm, trial -> trial.delay(work).jobsPerSecond()));
    }

    /** How many times as many jobs a second ours does as that arm, each time in the same round. */
    Optional<Figure> timesOf(Arm other, int work) {
        if (other == Arm.OURS) {
            return Optional.empty();
        }
        Map<Integer, Double> ours = ofRounds(Arm.OURS, trial -> trial.rate(work));
        Map<Integer, Double> theirs = ofRounds(other, trial -> trial.rate(work));
        var times = new LinkedHashMap<Integer, Double>();
        ours.forEach((round, rate) -> {
            Double their = theirs.get(round);
            if (their != null) {
                times.put(round, rate / their);
            }
        });
        return figure("times", times);
    }

    int duplicates(Arm arm) {
        return trials.stream()
                .filter(trial -> trial.arm() == arm)
                .mapToInt(Trial::duplicates)
                .sum();
    }

    List<Trial> voids() {
        return trials.stream().filter(trial -> !trial.counts()).toList();
    }

    private Map<Integer, Double> ofRounds(Arm arm, Function<Trial, Double> value) {
        var values = new LinkedHashMap<Integer, Double>();
        trials.stream()
                .filter(trial -> trial.arm() == arm && trial.counts())
                .forEach(trial -> values.put(trial.round(), value.apply(trial)));
        return values;
    }

    private static Optional<Figure> figure(String unit, Map<Integer, Double> byRound) {
        return byRound.isEmpty() ? Optional.empty() : Optional.of(new Figure(unit, new ArrayList<>(byRound.values())));
    }
}
