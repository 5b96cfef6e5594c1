package io.textmill.sandbox.answer;

import tools.jackson.databind.node.ObjectNode;

/** A right answer. */
sealed interface Answer {
    /** The answer as a model with good manners writes it. */
    String text();

    /** An answer in words. */
    record Prose(String text) implements Answer {}

    /** An answer as a JSON object. */
    record Data(ObjectNode json) implements Answer {
        @Override
        public String text() {
            return JsonDress.NEAT.write(json);
        }
    }
}
