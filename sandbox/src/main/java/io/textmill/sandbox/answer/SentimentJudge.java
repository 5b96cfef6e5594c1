package io.textmill.sandbox.answer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judges a text and each aspect of it by the small {@link Lexicon}. */
final class SentimentJudge {

    private SentimentJudge() {}

    static ObjectNode judge(Question.Sentiment question) {
        Labels labels = new Labels(question.labels());
        Opinion whole = OpinionReader.read(question.text());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("label", labels.choose(whole, question.text()));
        answer.put("score", whole.score());
        if (!question.aspects().isEmpty()) {
            ObjectNode aspects = answer.putObject("aspects");
            List<String> sentences = Sentences.of(question.text());
            for (String aspect : question.aspects()) {
                opinionOn(aspect, sentences)
                        .ifPresent(opinion -> aspects.put(aspect, labels.choose(opinion, question.text())));
            }
        }
        return answer;
    }

    /** What the clauses say that mention the aspect, or else the next ones of the sentence. */
    private static Optional<Opinion> opinionOn(String aspect, List<String> sentences) {
        String wanted = aspect.toLowerCase(Locale.ROOT);
        Opinion sum = Opinion.NONE;
        boolean mentioned = false;
        for (String sentence : sentences) {
            if (!sentence.toLowerCase(Locale.ROOT).contains(wanted)) {
                continue;
            }
            mentioned = true;
            List<String> clauses = Sentences.clauses(sentence);
            for (int i = 0; i < clauses.size(); i++) {
                if (clauses.get(i).toLowerCase(Locale.ROOT).contains(wanted)) {
                    sum = sum.plus(firstFrom(i, clauses));
                }
            }
        }
        return mentioned ? Optional.of(sum) : Optional.empty();
    }

    private static Opinion firstFrom(int start, List<String> clauses) {
        Opinion opinion = Opinion.NONE;
        for (int i = start; i < clauses.size() && opinion.isNone(); i++) {
            opinion = OpinionReader.read(clauses.get(i));
        }
        return opinion;
    }
}
