package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a prompt that asks about several texts at once: its template lists the answers, and each text stands after a line
 * {@code #CODE NUMBER}, of one code and in order.
 */
final class PackReader {
    private static final Pattern LIST = Pattern.compile("\\{\"answers\": ?\\[");
    private static final Pattern FIRST = Pattern.compile("#([0-9a-f]{4,8}) 1\n");

    private PackReader() {}

    /** What is asked about each text; empty when the instruction asks for no list. */
    static Optional<Question> read(String instruction, String text, boolean chinese) {
        Matcher list = LIST.matcher(instruction);
        Matcher first = FIRST.matcher(text);
        if (!list.find() || !first.lookingAt()) {
            return Optional.empty();
        }
        return Template.firstIn(instruction.substring(list.end()))
                .filter(Template::asksForLabel)
                .map(template -> new Question.Pack(text, chinese, questions(template, texts(text, first.group(1)))));
    }

    private static List<Question.Sentiment> questions(Template template, List<String> texts) {
        List<String> labels = List.of(template.scalar("label").split("\\|", -1));
        return texts.stream()
                .map(text -> new Question.Sentiment(text, Script.mostlyHan(text), labels, template.keysOf("aspects")))
                .toList();
    }

    private static List<String> texts(String text, String code) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        while (from >= 0) {
            int begins = text.indexOf('\n', from) + 1;
            int next = text.indexOf("\n#" + code + " " + (texts.size() + 2) + "\n", begins);
            texts.add(text.substring(begins, next < 0 ? text.length() : next));
            from = next < 0 ? -1 : next + 1;
        }
        return texts;
    }
}
