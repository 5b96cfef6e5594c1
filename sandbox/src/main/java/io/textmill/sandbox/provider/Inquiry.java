package io.textmill.sandbox.provider;

import org.jspecify.annotations.Nullable;

/** What a valid request asks for. */
sealed interface Inquiry {

    /** A model's answer. */
    record Question(Prompt prompt, Wording wording) implements Inquiry {}

    /** The money that is left in the account. */
    record Balance() implements Inquiry {}

    /**
     * What the model is asked.
     *
     * @param system the system's part, where there is one
     * @param user all else
     * @param size in the vendor's unit
     * @param form what form the server makes sure that the answer has
     */
    record Prompt(@Nullable String system, String user, int size, AnswerForm form) {}

    /** Words a model's answer as that request wants it. */
    @FunctionalInterface
    interface Wording {
        Spoken word(String answer, Shape shape);
    }
}
