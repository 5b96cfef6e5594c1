package io.textmill.worker.task;

import java.util.List;
import java.util.Map;

/**
 * What was wrong with an answer, told to the model that gave it. In a few words, because they share the prompt's limit with
 * the text; never anything of the answer itself, which would be one more text that could pass for an instruction.
 */
final class Complaint {
    /** A word or two, and the same in Chinese. */
    private record Words(String english, String chinese) {}

    private static final Words OTHER = new Words("Unusable", "不合要求");
    private static final Map<String, Words> KNOWN = Map.ofEntries(
            Map.entry("the JSON is cut off", new Words("Cut off", "不完整")),
            Map.entry("the answer is cut off", new Words("Cut off", "不完整")),
            Map.entry("an empty answer", new Words("Empty", "没回答")),
            Map.entry("a refusal in words", new Words("Refused", "没回答")),
            Map.entry("an echo of the prompt", new Words("Echo", "重复了")),
            Map.entry(JsonAnswer.TEMPLATE, new Words("Not filled", "没填写")),
            Map.entry("several JSON objects that differ", new Words("Two answers", "有两个")),
            Map.entry("a JSON object that cannot be read", new Words("Bad JSON", "格式错")),
            Map.entry("no JSON object", new Words("No JSON", "非JSON")),
            Map.entry("neither JSON nor one of the labels", new Words("No JSON", "非JSON")),
            Map.entry("a label that is not one of the job's", new Words("Bad label", "标签错")),
            Map.entry("an aspect's label that is not one of the job's", new Words("Bad label", "标签错")),
            Map.entry("a score that is no number from -1 to 1", new Words("Bad score", "分数错")),
            Map.entry("a score that contradicts the label", new Words("Bad score", "分数错")),
            Map.entry("words that have nothing to do with the text", new Words("Unrelated", "不相关")),
            Map.entry("a table instead of sentences", new Words("A table", "是表格")));

    /** What is said of a field behind its name. */
    private static final Map<String, Words> OF_FIELD = Map.of(
            " is missing", new Words(" missing", "缺失"),
            " is no number", new Words(" no number", "非数字"),
            " is cut short", new Words(" cut short", "不完整"));

    private Complaint() {}

    /** The ways to say it, from the longest to the shortest. */
    static List<String> forms(String why, boolean chinese) {
        Words words = words(why);
        return chinese ? List.of(words.chinese()) : List.of(why, words.english());
    }

    private static Words words(String why) {
        Words known = KNOWN.get(why);
        if (known != null) {
            return known;
        }
        for (Map.Entry<String, Words> said : OF_FIELD.entrySet()) {
            if (why.endsWith(said.getKey())) {
                String field = Wording.oneLine(
                        why.substring(0, why.length() - said.getKey().length()));
                return new Words(
                        field + said.getValue().english(),
                        field + said.getValue().chinese());
            }
        }
        return OTHER;
    }
}
