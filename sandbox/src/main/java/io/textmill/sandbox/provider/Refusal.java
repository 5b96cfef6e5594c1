package io.textmill.sandbox.provider;

/** Ends the reading of a request that the vendor refuses; caught by the simulator alone. */
final class Refusal extends RuntimeException {
    private final transient Spoken spoken;

    Refusal(Spoken spoken) {
        super(spoken.code(), null, false, false);
        this.spoken = spoken;
    }

    /** What the vendor says to it. */
    Spoken spoken() {
        return spoken;
    }
}
