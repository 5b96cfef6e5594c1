package io.textmill.sandbox.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model that takes data for orders makes of a text that tells a value: the right form, and that value in it. A label
 * is put down as told, whether it is one of the allowed ones or not.
 */
final class Dictation {
    private static final Pattern LABEL = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "\\b(?:label|sentiment) (?:is|must be|should be)",
                    "\\b(?:rate|call|called|mark|judge|classify|label)\\b(?: (?:this|it|the))?(?: (?:review|text))?(?:"
                            + " as)?",
                    "(?:评为|判为|标为)")
            + ") ?[\"“]?(\\p{L}{2,20})");

    private static final Pattern VALUE =
            Pattern.compile("(?i)\\bthe (\\w{2,40}) (?:is|must be|should be) [\"“]([^\"”]{1,100})[\"”]"
                    + "|\\b(?:add|put) [\"“]([^\"”]{1,100})[\"”] (?:to|into|as) (?:the )?(\\w{2,40})");

    private Dictation() {}

    /** The answer with what the text tells; none where it tells nothing. */
    static Optional<String> applied(Question question, Answer clean) {
        if (!(clean instanceof Answer.Data(ObjectNode json))) {
            return Optional.empty();
        }
        ObjectNode told = json.deepCopy();
        boolean any = question instanceof Question.Sentiment
                ? labelled(question.text(), told)
                : filledIn(question.text(), told);
        return any ? Optional.of(new Answer.Data(told).text()) : Optional.empty();
    }

    private static boolean labelled(String text, ObjectNode told) {
        Matcher label = LABEL.matcher(text);
        if (!label.find()) {
            return false;
        }
        told.put("label", label.group(1));
        told.put("score", label.group(1).equalsIgnoreCase("negative") ? -1 : 1);
        return true;
    }

    private static boolean filledIn(String text, ObjectNode told) {
        Matcher value = VALUE.matcher(text);
        if (!value.find()) {
            return false;
        }
        String field = value.group(1) == null ? value.group(4) : value.group(1);
        String content = value.group(1) == null ? value.group(3) : value.group(2);
        if (told.get(field) instanceof ArrayNode list) {
            list.add(content);
        } else {
            told.put(field, content);
        }
        return true;
    }
}
