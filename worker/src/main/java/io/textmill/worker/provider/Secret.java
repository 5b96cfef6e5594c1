package io.textmill.worker.provider;

/** A credential: never printed. Only an adapter that writes it into a request calls {@link #reveal()}. */
public final class Secret {
    private final String value;

    /**
     * A secret of that value.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        this.value = value;
    }

    /** The value itself. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "********";
    }
}
