package io.textmill.worker.config;

import java.util.List;

/** The configuration cannot be used. The message lists everything that is wrong with it, and no secret. */
public final class ConfigException extends RuntimeException {
    private final List<String> errors;

    ConfigException(String source, List<String> errors) {
        super("%s has %d error%s:\n  ".formatted(source, errors.size(), errors.size() == 1 ? "" : "s")
                + String.join("\n  ", errors));
        this.errors = List.copyOf(errors);
    }

    /** One line for each thing that is wrong. */
    public List<String> errors() {
        return errors;
    }
}
