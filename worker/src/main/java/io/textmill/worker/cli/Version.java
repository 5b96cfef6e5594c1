package io.textmill.worker.cli;

import java.util.Objects;

/** The program's version, as its jar says. */
public final class Version {
    private Version() {}

    /** The version; {@code development} outside a jar. */
    public static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
