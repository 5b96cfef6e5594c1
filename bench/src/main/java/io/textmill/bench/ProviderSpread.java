package io.textmill.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives jobs that name no provider one each, in turn. A text that would need more calls of a provider with short prompts
 * than a job may make goes to one of the others.
 */
final class ProviderSpread {
    static final List<String> ALL = List.of("juhe", "jumdata", "openai-chat", "openai-completions");

    /** What is left for text of Juhe's 512 characters, with room for a long prompt. */
    private static final int JUHE_CHARACTERS = 380;
    /** What is left for text of JumData's 512 bytes, with room for a long prompt. */
    private static final int JUMDATA_BYTES = 330;

    private final int maxCalls;
    private int turn;

    /** For a worker that makes at most so many calls for a job. */
    ProviderSpread(int maxCalls) {
        this.maxCalls = maxCalls;
    }

    String next(String text) {
        List<String> fitting = fitting(text);
        String provider = ALL.get(turn++ % ALL.size());
        return fitting.contains(provider) ? provider : fitting.get(turn % fitting.size());
    }

    private List<String> fitting(String text) {
        var fitting = new ArrayList<>(ALL);
        if (text.length() > (long) maxCalls * JUHE_CHARACTERS) {
            fitting.remove("juhe");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > (long) maxCalls * JUMDATA_BYTES) {
            fitting.remove("jumdata");
        }
        return fitting;
    }
}
