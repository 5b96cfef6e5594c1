package io.textmill.sandbox.answer;

import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/** A reply that is not the answer in any form, as weak models give now and then. */
final class BadReply {

    private BadReply() {}

    static Model.Reply choose(SplittableRandom random, Question question, Answer clean) {
        String truth = clean.text();
        boolean labelled = question instanceof Question.Sentiment;
        return switch (random.nextInt(labelled ? 3 : 2)) {
            case 0 -> new Model.Reply(Phrases.refusal(question.chinese(), random), truth, false, false);
            case 1 -> new Model.Reply(Phrases.aside(question.chinese(), random), truth, false, false);
            default -> new Model.Reply(bareWord(clean), truth, false, true);
        };
    }

    private static String bareWord(Answer clean) {
        return clean instanceof Answer.Data(ObjectNode json)
                ? json.path("label").asString()
                : clean.text();
    }
}
