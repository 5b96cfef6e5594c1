package io.textmill.worker.task;

import java.util.function.Function;

/** What was made of something a model or a publisher wrote. */
sealed interface Reading<T> {

    /** It reads as this, beyond doubt. */
    record Right<T>(T value) implements Reading<T> {}

    /**
     * It is not to be used.
     *
     * @param why for a person; never the text or the answer
     */
    record Refused<T>(String why) implements Reading<T> {}

    static <T> Reading<T> right(T value) {
        return new Right<>(value);
    }

    static <T> Reading<T> refused(String why) {
        return new Refused<>(why);
    }

    /** What is read from the value, if there is one. */
    default <R> Reading<R> then(Function<T, Reading<R>> next) {
        return switch (this) {
            case Right<T>(T value) -> next.apply(value);
            case Refused<T>(String why) -> refused(why);
        };
    }
}
