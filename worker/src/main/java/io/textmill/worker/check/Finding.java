package io.textmill.worker.check;

/**
 * Something about topics, brokers or rights that is not as the engine needs it.
 *
 * @param severity how bad it is
 * @param subject what it is about: topics with commas between, a broker's setting, a key of the configuration
 * @param problem what is wrong with it and what that leads to
 * @param remedy what to do: words, or a command line that is ready for a shell
 */
record Finding(Severity severity, String subject, String problem, String remedy) {

    /** How bad a finding is, worst first. */
    enum Severity {
        /** The engine cannot work: it always refuses to start. */
        FATAL,
        /** The engine works, but a guarantee is at risk: refused when it is configured so. */
        DANGER,
        /** Worth knowing: never refused. */
        NOTE
    }

    @Override
    public String toString() {
        return subject + ": " + problem + "\n    remedy: " + remedy;
    }
}
