package io.textmill.bench.answers;

import java.util.List;

/**
 * One run over the texts.
 *
 * @param name as figures name it
 * @param messiness the share of answers in a form that takes care to read; a tenth of it beside that is no answer
 * @param providers who is asked, in turn
 * @param pack the most jobs in one call; 0 for none
 */
record Arm(String name, double messiness, List<String> providers, int pack) {
    static final String CHAT = "openai-chat";

    private static final List<String> ALL = List.of("juhe", "jumdata", CHAT, "openai-completions");

    /** How many jobs the worker may pack into a call. */
    static final int PACK = 16;

    Arm {
        providers = List.copyOf(providers);
    }

    /** All texts through all providers. */
    static Arm messy(int percent) {
        return new Arm(Integer.toString(percent), percent / 100.0, ALL, 0);
    }

    /** Short texts to one model with a large prompt, packed. */
    static Arm packed() {
        return new Arm("packed", 0.2, List.of(CHAT), PACK);
    }
}
