package io.textmill.worker.caller;

import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that gives the outcomes it was told, in order, and the last one for ever. */
public final class ScriptedProvider implements Provider {
    public final List<Prompt> asked = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes;

    private final String name;

    public ScriptedProvider(Outcome... outcomes) {
        this("scripted", outcomes);
    }

    private ScriptedProvider(String name, Outcome... outcomes) {
        this.name = name;
        this.outcomes = new ConcurrentLinkedQueue<>(List.of(outcomes));
    }

    /** One of that name. */
    public static ScriptedProvider named(String name, Outcome... outcomes) {
        return new ScriptedProvider(name, outcomes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String model() {
        return "model-1";
    }

    @Override
    public PromptLimit promptLimit() {
        return new PromptLimit(PromptLimit.Unit.UTF16_UNITS, 512, PromptLimit.Form.SHORT, 100);
    }

    @Override
    public Outcome call(Prompt prompt) {
        asked.add(prompt);
        return outcomes.size() > 1 ? outcomes.remove() : outcomes.element();
    }
}
