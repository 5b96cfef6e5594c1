package io.textmill.sandbox.provider;

/** The form of an answer's document, where a vendor's answers do not all look alike. */
public enum Shape {
    /** As documented. */
    PLAIN,
    /** Juhe and JumData: numbers of the code as strings. */
    CODES_AS_STRINGS,
    /** Juhe: as in its older interface, with {@code resultcode} and {@code orderid}. */
    OLD,
    /** Juhe: the answer in several elements of {@code resp}. */
    SPLIT,
    /** All: a success without any text. */
    EMPTY,
    /** OpenAI: half of the answer, {@code finish_reason: length}. */
    TRUNCATED,
    /** OpenAI: the model declines; chat says so in {@code message.refusal}. */
    REFUSAL,
    /** OpenAI: {@code finish_reason: content_filter}. */
    CONTENT_FILTER,
    /** OpenAI: {@code finish_reason: null}. */
    NO_FINISH_REASON
}
