package io.textmill.worker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A bug that somebody could make: a patch of one of the engine's sources. It is compiled beside the engine and run in a
 * class loader of its own, so that nothing in the engine knows of it.
 *
 * @param name the patch file's, without its end
 * @param source the file that it changes, from the root of the repository
 * @param changes what it changes there
 */
record PlantedBug(String name, Path source, List<Change> changes) {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = Path.of("src/test/planted-bugs");
    private static final String PACKAGE = PlantedBug.class.getPackageName();

    /** Some lines in place of others. */
    record Change(String before, String after) {}

    /** All of them. */
    static Stream<PlantedBug> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList().stream()
                    .map(PlantedBug::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a unified diff of one file; where the lines stand does not matter, only what they say. */
    private static PlantedBug read(Path file) {
        List<String> lines = lines(file);
        Path source = lines.stream()
                .filter(line -> line.startsWith("+++ b/"))
                .map(line -> ROOT.resolve(line.substring("+++ b/".length())))
                .findFirst()
                .orElseThrow();
        String hunks = String.join("\n", lines).split("\n(?=@@)", 2)[1];
        List<Change> changes = Stream.of(hunks.split("(?m)^@@.*\n"))
                .filter(hunk -> !hunk.isBlank())
                .map(hunk -> new Change(side(hunk, '-'), side(hunk, '+')))
                .toList();
        return new PlantedBug(file.getFileName().toString().replace(".patch", ""), source, changes);
    }

    /** What a hunk says of the file before it, or after it. */
    private static String side(String hunk, char sign) {
        var side = new StringBuilder();
        hunk.lines()
                .filter(line -> line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == sign)
                .forEach(line ->
                        side.append(line.isEmpty() ? "" : line.substring(1)).append('\n'));
        return side.toString();
    }

    /**
     * The source with the bug in it.
     *
     * @throws IllegalStateException when the source does not have the lines any more that the patch changes
     */
    String patched() {
        String patched = String.join("\n", lines(source)) + "\n";
        for (Change change : changes) {
            if (!patched.contains(change.before())) {
                throw new IllegalStateException(
                        name + ".patch no longer fits " + source + "; it looks for:\n" + change.before());
            }
            patched = patched.replace(change.before(), change.after());
        }
        return patched;
    }

    /** Runs of an engine that has the bug. */
    LongConsumer runs(Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve(name)).resolve(source.getFileName());
        Files.writeString(file, patched());
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        file.getParent().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        if (errors != 0) {
            throw new IllegalStateException(name + ".patch does not compile");
        }
        Class<?> run = new Loader(file.getParent()).loadClass(SimRun.class.getName());
        var constructor = run.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (LongConsumer) constructor.newInstance();
    }

    /** Has its own engine and simulation: with the bug where it has them in the folder, else as everybody has them. */
    private static final class Loader extends ClassLoader {
        private final Path folder;

        Loader(Path folder) {
            super(PlantedBug.class.getClassLoader());
            this.folder = folder;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE + ".")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path patched = folder.resolve(file);
            try (InputStream bytes = Files.exists(patched)
                    ? Files.newInputStream(patched)
                    : getParent().getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] read = bytes.readAllBytes();
                return defineClass(name, read, 0, read.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
