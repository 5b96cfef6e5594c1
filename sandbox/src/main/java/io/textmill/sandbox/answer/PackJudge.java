package io.textmill.sandbox.answer;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judges several texts in one answer: an entry for each, with its number and how the text begins. */
final class PackJudge {
    private static final int ECHO_WORDS = 5;
    private static final int ECHO_CHARACTERS = 10;

    private PackJudge() {}

    static ObjectNode judge(Question.Pack pack) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode answers = answer.putArray("answers");
        List<Question.Sentiment> each = pack.each();
        for (int i = 0; i < each.size(); i++) {
            ObjectNode entry = answers.addObject();
            entry.put("index", i + 1).put("echo", echo(each.get(i)));
            entry.setAll(SentimentJudge.judge(each.get(i)));
        }
        return answer;
    }

    private static String echo(Question.Sentiment question) {
        String text = question.text().strip();
        return question.chinese()
                ? text.substring(0, Math.min(ECHO_CHARACTERS, text.length()))
                : Arrays.stream(text.split("\\s+")).limit(ECHO_WORDS).collect(Collectors.joining(" "));
    }

    /** A way in which a model loses count of the texts. */
    private enum Slip {
        MISSING,
        SWAPPED,
        DOUBLED,
        ONE_MORE,
        SHIFTED
    }

    /** The same answer by a model that has lost count: what it says of a text may stand under the number of another one. */
    static ObjectNode slip(ObjectNode answer, SplittableRandom random) {
        ObjectNode slipped = answer.deepCopy();
        ArrayNode answers = (ArrayNode) slipped.get("answers");
        int one = random.nextInt(answers.size());
        int other = (one + 1) % answers.size();
        ObjectNode entry = (ObjectNode) answers.get(one);
        switch (Slip.values()[random.nextInt(Slip.values().length)]) {
            case MISSING -> answers.remove(one);
            case SWAPPED -> {
                entry.put("index", other + 1);
                ((ObjectNode) answers.get(other)).put("index", one + 1);
            }
            case DOUBLED -> {
                ObjectNode second = ((ObjectNode) answers.get(other)).deepCopy();
                answers.add(second.put("index", one + 1)
                        .put("echo", entry.get("echo").stringValue()));
            }
            case ONE_MORE -> answers.add(entry.deepCopy().put("index", answers.size() + 1));
            case SHIFTED ->
                answers.forEach(each ->
                        ((ObjectNode) each).put("index", each.get("index").intValue() % answers.size() + 1));
        }
        return slipped;
    }
}
