package io.textmill.bench.outage;

import java.util.Locale;

/** What the provider does for a while; in their order. */
enum Phase {
    NORMAL("answers"),
    DOWN("refuses connections"),
    RECOVERED("answers again"),
    ERRORS("fails one call in five with 503"),
    STORM("refuses every call with 429"),
    AFTER("answers again");

    /** The part of calls that fail among {@link #ERRORS}. */
    static final double ERROR_SHARE = 0.2;

    private final String what;

    Phase(String what) {
        this.what = what;
    }

    /** As figures and plots name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the provider does, in words. */
    String what() {
        return what;
    }
}
