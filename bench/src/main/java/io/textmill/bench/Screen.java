package io.textmill.bench;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the program shows itself.
 *
 * @param out UTF-8, whatever the locale says: answers are in Chinese too
 * @param terminal whether a person sees it as it appears
 * @param columns how wide it is
 */
public record Screen(PrintStream out, boolean terminal, int columns) {
    /** Wide enough for all columns with a readable answer. */
    private static final int COLUMNS_OF_A_FILE = 150;

    /** The screen of this process, in the width that the launcher found out, which Java cannot. */
    public static Screen ofThisProcess(@Nullable String columns) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Screen(
                out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                columns(columns));
    }

    static int columns(@Nullable String told) {
        boolean isNumber = told != null && told.matches("[1-9][0-9]{1,3}");
        return isNumber ? Integer.parseInt(told) : COLUMNS_OF_A_FILE;
    }

    /** Writes a line. */
    public void say(String line) {
        out.println(line);
    }
}
