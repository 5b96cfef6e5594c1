package io.textmill.worker.task;

import static java.util.stream.Collectors.toMap;

import io.textmill.contract.Task;
import java.util.Map;
import java.util.Objects;

/** Who plans a job: by its task, and by the provider that it is planned for, which may have prompts of its own. */
public final class Planners {
    private final Map<Task, Planner> usual;
    private final Map<String, Map<Task, Planner>> ofProviders;

    /** The same for all providers. */
    public Planners(Map<Task, Planner> usual) {
        this(usual, Map.of());
    }

    private Planners(Map<Task, Planner> usual, Map<String, Map<Task, Planner>> ofProviders) {
        this.usual = Map.copyOf(usual);
        this.ofProviders = Map.copyOf(ofProviders);
    }

    /**
     * Those of the tasks named.
     *
     * @param defaults what holds for each task
     * @param prompts of the providers that have their own
     */
    public static Planners of(Map<Task, TaskDefaults> defaults, Map<String, Prompts> prompts) {
        return new Planners(
                planners(defaults, Prompts.BUNDLED),
                prompts.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, entry -> planners(defaults, entry.getValue()))));
    }

    private static Map<Task, Planner> planners(Map<Task, TaskDefaults> defaults, Prompts prompts) {
        return defaults.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> planner(entry.getKey(), entry.getValue(), prompts)));
    }

    /** The planner of that task. */
    static Planner planner(Task task, TaskDefaults defaults, Prompts prompts) {
        return switch (task) {
            case SUMMARIZE -> new Summarize(prompts, defaults);
            case SENTIMENT -> new Sentiment(prompts);
            case EXTRACTION -> new Extraction(prompts);
        };
    }

    /** Whether there are planners of that task. */
    public boolean has(Task task) {
        return usual.containsKey(task);
    }

    /** The planner of that task, which there must be, for that provider. */
    public Planner get(Task task, String provider) {
        return Objects.requireNonNull(ofProviders.getOrDefault(provider, usual).get(task));
    }
}
