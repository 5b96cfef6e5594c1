package io.textmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A figure's median must reach a bound. The committed file {@code bench/goals.json} has a list of them: {@code bench},
 * {@code name}, {@code figure}, and {@code atLeast} or {@code atMost}.
 *
 * @param name what it asks, in words
 * @param figure the name of the figure
 * @param atLeast whether the bound is the least that will do, or the most
 * @param bound in the figure's unit
 */
public record Goal(String name, String figure, boolean atLeast, double bound) {

    /**
     * A goal held against what was measured.
     *
     * @param goal the goal
     * @param measured the figure's median
     */
    public record Outcome(Goal goal, double measured) {
        public boolean met() {
            return goal.atLeast ? measured >= goal.bound : measured <= goal.bound;
        }
    }

    /** The goals of that benchmark in the file of that clone. */
    public static List<Goal> of(String bench, Path root) {
        try {
            return parse(bench, Files.readString(root.resolve("bench/goals.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bench/goals.json", e);
        }
    }

    static List<Goal> parse(String bench, String json) {
        var goals = new ArrayList<Goal>();
        for (JsonNode goal : Json.MAPPER.readTree(json)) {
            if (goal.required("bench").asString().equals(bench)) {
                boolean atLeast = goal.has("atLeast");
                goals.add(new Goal(
                        goal.required("name").asString(),
                        goal.required("figure").asString(),
                        atLeast,
                        goal.required(atLeast ? "atLeast" : "atMost").asDouble()));
            }
        }
        return goals;
    }

    /** Against what was measured; a figure that the benchmark does not have is a defect of the file. */
    public Outcome against(Map<String, Figure> figures) {
        Figure measured = figures.get(figure);
        if (measured == null) {
            throw new Failed("bench/goals.json names the figure " + figure + "; there are " + figures.keySet());
        }
        return new Outcome(this, measured.median());
    }

    /** The bound with its direction: {@code >= 200}. */
    String target() {
        return (atLeast ? ">= " : "<= ") + Report.plain(bound);
    }
}
