package io.textmill.worker.task;

import io.textmill.worker.provider.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * How the same is asked of several short texts in one call. Two that are equal ask the same in the same words of the same
 * kind of provider. Pure, and safe for use by many threads.
 */
public interface Pack {
    /** Whether those texts may be asked about in one call: they fit, and no two could be taken for each other. */
    boolean takes(List<String> texts);

    /** The one prompt for those texts, which it takes. */
    Prompt prompt(List<String> texts);

    /**
     * What an answer to that prompt says of each text, as a model would answer that was asked about this one alone.
     *
     * @return in the order of the texts; empty where it is not beyond doubt, and the text is to be asked about by itself
     */
    List<Optional<String>> read(String answer, List<String> texts);
}
