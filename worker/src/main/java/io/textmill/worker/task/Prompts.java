package io.textmill.worker.task;

import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.PromptLimit.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All prompt files, by kind, form and language. */
public final class Prompts {
    /** The files that come with the program. */
    public static final Prompts BUNDLED = bundled();

    /** Raised in a file's name with every change of its words, so that results tell which words were used. */
    private static final int VERSION = 1;

    /** A file's name: what it is for, and its version, which results tell. */
    private static final Pattern NAME = Pattern.compile("([a-z]+\\.[a-z]+\\.[a-z]+)@[A-Za-z0-9._-]{1,20}");

    static final String SUFFIX = ".txt";
    private static final String SHORT = "short";

    /** By what they are for: kind, form and language. */
    private final Map<String, PromptFile> files;

    private Prompts(Map<String, PromptFile> files) {
        this.files = Map.copyOf(files);
    }

    /** What is asked. */
    enum Kind {
        SUMMARIZE,
        MERGE,
        SENTIMENT,
        PACK,
        EXTRACTION
    }

    PromptFile file(Kind kind, Form form, Wording.Tongue tongue) {
        PromptFile file = files.get(use(kind, form == Form.SHORT, tongue));
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
                    String use = use(kind, isShort, tongue);
                    String name = use + "@" + VERSION;
                    files.put(use, PromptFile.parse(name, read(name)));
                }
            }
        }
        return new Prompts(files);
    }

    /**
     * These, with the files of a directory in the place of those for the same use. Other files than {@code *.txt} are left
     * alone.
     *
     * @throws IllegalArgumentException when a file is for nothing, or has other sections or slots than the one it
     *     replaces; the message names it
     * @throws IOException when the directory or a file cannot be read, or is not UTF-8
     */
    public Prompts replacedBy(Path directory) throws IOException {
        Map<String, PromptFile> replaced = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    PromptFile file = PromptFile.parse(
                            name.substring(0, name.length() - SUFFIX.length()), Files.readString(path));
                    String use = useOf(file);
                    if (replaced.put(use, file) != null) {
                        throw new IllegalArgumentException("there are two files for " + use);
                    }
                }
            }
        }
        if (replaced.isEmpty()) {
            return this;
        }
        Map<String, PromptFile> all = new HashMap<>(files);
        all.putAll(replaced);
        return new Prompts(all);
    }

    /** Why a prompt of these is of no use with that limit, because it leaves no room for a text; null when all are. */
    public @Nullable String tooLong(PromptLimit limit) {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Wording.Tongue.values()).map(tongue -> file(kind, limit.form(), tongue)))
                .map(file -> PromptRoom.problem(file, limit))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What that file is for, which must be as complete as the one that it replaces. */
    private String useOf(PromptFile file) {
        Matcher name = NAME.matcher(file.version());
        PromptFile ours = name.matches() ? files.get(name.group(1)) : null;
        if (ours == null) {
            throw new IllegalArgumentException(file.version() + SUFFIX
                    + " is no name of a prompt file; allowed: one of "
                    + String.join(", ", new TreeSet<>(files.keySet())) + ", then @ and a version, then " + SUFFIX);
        }
        if (!file.slots().equals(ours.slots())) {
            throw new IllegalArgumentException(file.version() + SUFFIX + " must have these sections with these slots: "
                    + ours.slots() + "; it has " + file.slots());
        }
        boolean oneLine = file.sections().values().stream().noneMatch(words -> words.contains("\n"));
        if (name.group(1).contains(SHORT) && !oneLine) {
            throw new IllegalArgumentException(file.version() + SUFFIX
                    + " has a section of several lines; allowed: one, the text begins behind it");
        }
        return name.group(1);
    }

    private static String use(Kind kind, boolean isShort, Wording.Tongue tongue) {
        return String.join(".", lower(kind), isShort ? SHORT : "full", lower(tongue));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static String read(String name) {
        String path = "/io/textmill/worker/prompts/" + name + SUFFIX;
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
