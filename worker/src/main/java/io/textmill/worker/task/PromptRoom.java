package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.worker.provider.PromptLimit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether prompts leave a text room, when a job asks for nothing beyond the defaults. */
final class PromptRoom {
    /** Sections that are parts of prompts, for what a job may ask for. */
    private static final Set<String> CLAUSES =
            Set.of("description", "echo", "error", "focus", "language", "own-language");

    /** What stands in the slots. */
    private static final Map<String, String> USUAL = Map.of(
            "limit",
            Integer.toString(TaskDefaults.DEFAULT.maxSummaryCharacters()),
            "focus",
            "",
            "language",
            "",
            "descriptions",
            "",
            "error",
            "",
            "count",
            "2",
            "mark",
            "12345678",
            "template",
            ExtractionTemplate.of(ExtractionOptions.DEFAULT_FIELDS));

    private PromptRoom() {}

    /** Which prompt of that file leaves hardly a word of a text room; null when none does. */
    static @Nullable String problem(PromptFile file, PromptLimit limit) {
        for (String section : new TreeSet<>(file.sections().keySet())) {
            if (!CLAUSES.contains(section)) {
                int room = new Instruction(limit, file.version(), file.fill(section, USUAL), 0, false, null).room();
                if (!Failures.hasRoom(room)) {
                    return "%s%s [%s] takes %d of the %d %s of a prompt and leaves no room for a text; make it shorter"
                            .formatted(
                                    file.version(),
                                    Prompts.SUFFIX,
                                    section,
                                    limit.max() - room,
                                    limit.max(),
                                    Failures.unit(limit));
                }
            }
        }
        return null;
    }
}
