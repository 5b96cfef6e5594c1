package io.textmill.worker.task;

/**
 * How large a schema is, beside what strict mode allows. Of the bounds that OpenAI and Azure have documented at one time or
 * another these are the smallest, and lists count as levels too, which is open: a schema that is refused costs a request,
 * one that is not sent costs next to nothing.
 */
final class SchemaSize {
    private static final int MAX_LEVELS = 5;
    private static final int MAX_PROPERTIES = 100;
    private static final int MAX_CHOICES = 500;
    private static final int MAX_CHARACTERS = 15_000;

    private int levels;
    private int properties;
    private int choices;
    private int characters;

    /** An object or a list lies at that level; the outermost is 1. */
    void reach(int level) {
        levels = Math.max(levels, level);
    }

    void addProperty(String name) {
        properties++;
        characters += name.length();
    }

    void addChoice(String choice) {
        choices++;
        characters += choice.length();
    }

    boolean isWithinLimits() {
        return levels <= MAX_LEVELS
                && properties <= MAX_PROPERTIES
                && choices <= MAX_CHOICES
                && characters <= MAX_CHARACTERS;
    }
}
