package io.textmill.worker.config;

import io.textmill.worker.task.Prompts;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the key that names a directory of prompts. */
final class PromptsReader {
    static final String KEY = "prompts";

    private PromptsReader() {}

    /** The prompts of that directory in the place of {@code others}; these without it, and after an error. */
    static Prompts read(Section section, Prompts others, String doc) {
        String directory = section.maybe(KEY, Types.TEXT, doc);
        try {
            return directory == null ? others : others.replacedBy(Path.of(directory));
        } catch (IllegalArgumentException e) {
            section.error(KEY, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            section.error(KEY, "is \"" + directory + "\", must be a directory with files in UTF-8");
        }
        return others;
    }
}
