package io.textmill.bench.parsing;

import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A way to read answers. */
enum Arm {
    OURS("ours"),
    STRICT("strict Jackson"),
    LENIENT("lenient Jackson");

    private final String label;

    Arm(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** How the arm does with those answers, in their order. */
    List<Mark> marks(List<MalformedAnswer> answers) {
        Function<MalformedAnswer, Optional<String>> reader = switch (this) {
            case OURS -> new OurReader()::read;
            case STRICT -> JacksonReader.strict()::read;
            case LENIENT -> JacksonReader.lenient()::read;
        };
        return answers.stream()
                .map(answer -> mark(answer, reader.apply(answer)))
                .toList();
    }

    private static Mark mark(MalformedAnswer answer, Optional<String> read) {
        if (read.isEmpty()) {
            return Mark.REFUSED;
        }
        return read.equals(answer.reading()) ? Mark.RIGHT : Mark.WRONG;
    }

    /** How one answer was read. */
    enum Mark {
        RIGHT,
        REFUSED,
        /** Read as something that it does not say beyond doubt. */
        WRONG
    }
}
