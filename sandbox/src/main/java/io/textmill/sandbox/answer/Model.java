package io.textmill.sandbox.answer;

import org.jspecify.annotations.Nullable;

/** Answers a prompt as a plausible model would: a deterministic function of seed and prompt. */
public final class Model {

    /** A model of that seed; messiness and gullibility do not show yet. */
    public Model(long seed, double messiness, boolean gullible) {}

    /** Answers with the beginning of the text after the first line, or with a neutral judgement where JSON is asked for. */
    public Reply answer(@Nullable String system, String user) {
        if ((system + user).contains("\"label\"")) {
            return clean("{\"label\":\"neutral\",\"score\":0.0}");
        }
        String text = user.substring(user.indexOf('\n') + 1);
        return clean(text.substring(0, Math.min(120, text.length())));
    }

    private static Reply clean(String text) {
        return new Reply(text, text, false);
    }

    /**
     * One answer.
     *
     * @param text what the model says, possibly messy
     * @param truth the clean, right answer
     * @param obeyed whether an instruction inside the text was obeyed
     */
    public record Reply(String text, String truth, boolean obeyed) {}
}
