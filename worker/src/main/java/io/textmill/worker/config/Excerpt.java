package io.textmill.worker.config;

/** A value for a message: in quotes, shortened, and without what a URL may hide. */
final class Excerpt {
    private static final int MAX = 60;

    private Excerpt() {}

    static String of(String value) {
        var safe =
                value.replaceAll("//[^/@]*@", "//" + Type.MASK + "@").replaceAll("(://[^?]*\\?).*", "$1" + Type.MASK);
        return '"' + (safe.length() > MAX ? safe.substring(0, MAX) + "…" : safe) + '"';
    }
}
