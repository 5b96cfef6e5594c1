package io.textmill.worker.task;

import io.textmill.sandbox.answer.MalformedAnswer;
import java.util.List;
import java.util.SplittableRandom;

/** Draws answers that a few accidents befell. */
record Mutator(SplittableRandom random, List<MalformedAnswer> seeds) {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "'",
            "“",
            "”",
            "\\",
            "\n",
            " ",
            "\u00a0",
            "\u200b",
            "\0",
            "｛",
            "｝",
            "：",
            "，",
            "、",
            "<",
            ">",
            "</p>",
            "<br>",
            "<think>",
            "</think>",
            "```",
            "//",
            "/*",
            "*/",
            "#",
            "|",
            "|---|",
            "**",
            "&quot;",
            "\\u",
            "\\\"",
            "-",
            "+",
            ".",
            "1e99",
            "1e999999999",
            "0",
            "null",
            "None",
            "NaN",
            "...",
            "…",
            "é",
            "e\u0301",
            "😀",
            "\ud83d",
            "\udc00",
            "\ufffd",
            "\u202e",
            "label",
            "score",
            "person",
            "summary",
            "positive",
            "一",
            "\"a\":",
            "[\"",
            "Draft: ",
            "not ");

    String answer() {
        StringBuilder answer = new StringBuilder(seed());
        for (int change = random.nextInt(1, 6); change > 0; change--) {
            int at = random.nextInt(answer.length() + 1);
            int to = at + random.nextInt(Math.min(20, answer.length() - at) + 1);
            switch (random.nextInt(8)) {
                case 0 -> answer.delete(at, to);
                case 1, 2 -> answer.insert(at, piece());
                case 3 -> answer.replace(at, to, piece());
                case 4 -> answer.setLength(at);
                case 5 -> answer.insert(at, answer.substring(at, to));
                case 6 -> answer.insert(at, seed());
                default -> answer.insert(at, Character.toString(random.nextInt(0x3000)));
            }
        }
        if (random.nextInt(200) == 0) {
            answer.insert(random.nextInt(answer.length() + 1), piece().repeat(random.nextInt(1, 20_000)));
        }
        return answer.toString();
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size())).answer();
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
