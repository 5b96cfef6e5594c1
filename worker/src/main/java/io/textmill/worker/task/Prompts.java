package io.textmill.worker.task;

import io.textmill.worker.provider.PromptLimit.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All prompt files, by kind, form and language. */
final class Prompts {
    /** The files that come with the program. */
    static final Prompts BUNDLED = bundled();

    /** Raised in a file's name with every change of its words, so that results tell which words were used. */
    private static final int VERSION = 1;

    private final Map<String, PromptFile> files;

    private Prompts(Map<String, PromptFile> files) {
        this.files = Map.copyOf(files);
    }

    /** What is asked. */
    enum Kind {
        SUMMARIZE,
        MERGE,
        SENTIMENT,
        EXTRACTION
    }

    PromptFile file(Kind kind, Form form, Wording.Tongue tongue) {
        PromptFile file = files.get(name(kind, form == Form.SHORT, tongue));
        if (file == null) {
            throw new IllegalStateException("no prompt file for " + kind + " " + form + " " + tongue);
        }
        return file;
    }

    private static Prompts bundled() {
        Map<String, PromptFile> files = new HashMap<>();
        for (Kind kind : Kind.values()) {
            for (Wording.Tongue tongue : Wording.Tongue.values()) {
                for (boolean isShort : List.of(true, false)) {
                    String name = name(kind, isShort, tongue);
                    files.put(name, PromptFile.parse(name, read(name)));
                }
            }
        }
        return new Prompts(files);
    }

    private static String name(Kind kind, boolean isShort, Wording.Tongue tongue) {
        return String.join(".", lower(kind), isShort ? "short" : "full", lower(tongue)) + "@" + VERSION;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static String read(String name) {
        String path = "/io/textmill/worker/prompts/" + name + ".txt";
        try (InputStream in = Prompts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
