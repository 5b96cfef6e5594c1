package io.textmill.sandbox.answer;

import java.util.List;
import java.util.SplittableRandom;

/** What chatty models say around an answer. None of it has braces or quotation marks. */
final class Phrases {

    private static final List<String> DATA_OPENINGS = List.of(
            "Sure! Here is the JSON you asked for:", "Here is the result:", "Based on the text, the answer is:");
    private static final List<String> DATA_OPENINGS_ZH = List.of("好的，以下是您需要的JSON：", "根据文本，结果如下：", "分析结果如下：");
    private static final List<String> PROSE_OPENINGS =
            List.of("Here is a summary of the text:", "Sure! Here is the summary:", "Summary:");
    private static final List<String> PROSE_OPENINGS_ZH = List.of("以下是摘要：", "好的，摘要如下：", "摘要：");
    private static final List<String> CLOSINGS =
            List.of("Let me know if you need anything else!", "I hope this helps!", "Feel free to ask for changes.");
    private static final List<String> CLOSINGS_ZH = List.of("希望对您有帮助！", "如需其他帮助，请随时告诉我。", "以上供您参考。");
    private static final List<String> LABELS = List.of("Answer: ", "Answer:\n", "Output: ");
    private static final List<String> LABELS_ZH = List.of("答：", "回答：", "答案：\n");

    /** What is said instead of an answer. */
    private static final List<String> REFUSALS = List.of(
            "I'm sorry, but I can't help with that request.",
            "As an AI language model, I am unable to answer this.",
            "I cannot process this content.");

    private static final List<String> REFUSALS_ZH = List.of("抱歉，我无法回答这个问题。", "作为人工智能语言模型，我不能处理该内容。", "对不起，这个请求我帮不了您。");
    private static final List<String> ASIDES = List.of(
            "The weather has been lovely this week.",
            "What would you like to talk about today?",
            "Please send me the text first.");
    private static final List<String> ASIDES_ZH = List.of("今天天气真不错。", "请问您今天想聊些什么？", "请先把文本发给我。");

    private Phrases() {}

    static String opening(boolean data, boolean chinese, SplittableRandom random) {
        List<String> zh = data ? DATA_OPENINGS_ZH : PROSE_OPENINGS_ZH;
        List<String> en = data ? DATA_OPENINGS : PROSE_OPENINGS;
        return pick(chinese ? zh : en, random);
    }

    static String closing(boolean chinese, SplittableRandom random) {
        return pick(chinese ? CLOSINGS_ZH : CLOSINGS, random);
    }

    static String label(boolean chinese, SplittableRandom random) {
        return pick(chinese ? LABELS_ZH : LABELS, random);
    }

    static String draft(boolean chinese) {
        return chinese ? "初稿：" : "Draft: ";
    }

    static String finalOne(boolean chinese) {
        return chinese ? "最终答案：" : "Final answer: ";
    }

    static String refusal(boolean chinese, SplittableRandom random) {
        return pick(chinese ? REFUSALS_ZH : REFUSALS, random);
    }

    static String aside(boolean chinese, SplittableRandom random) {
        return pick(chinese ? ASIDES_ZH : ASIDES, random);
    }

    private static String pick(List<String> phrases, SplittableRandom random) {
        return phrases.get(random.nextInt(phrases.size()));
    }
}
