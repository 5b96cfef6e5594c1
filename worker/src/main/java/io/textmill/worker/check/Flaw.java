package io.textmill.worker.check;

import io.textmill.worker.check.Finding.Severity;

/**
 * What is wrong with a topic, without saying which one: topics with the same flaw become one finding.
 *
 * @param severity how bad it is
 * @param problem what is wrong, completing "the topic …"
 * @param remedy words, or a command line in which {@link Commands#TOPIC} stands for the topic
 */
record Flaw(Severity severity, String problem, String remedy) {
    static Flaw fatal(String problem, String remedy) {
        return new Flaw(Severity.FATAL, problem, remedy);
    }

    static Flaw danger(String problem, String remedy) {
        return new Flaw(Severity.DANGER, problem, remedy);
    }

    static Flaw note(String problem, String remedy) {
        return new Flaw(Severity.NOTE, problem, remedy);
    }
}
