package io.textmill.worker.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts of everything that is hard to cut: emoji families, combining marks, lone surrogates, Chinese, right-to-left. */
public final class RandomTexts {
    private static final List<String> PIECES = List.of(
            "word",
            "a",
            "It works",
            "Dr. ",
            "3.14",
            "e.g. ",
            "http://example.com/a?b=c,d",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\n\n",
            "\t",
            "\u3000",
            "\u00a0",
            ". ",
            "! ",
            "? ",
            ", ",
            "; ",
            "。",
            "！”",
            "，",
            "、",
            "；",
            "……",
            "——",
            "（甲）",
            "实验结果",
            "表明,",
            "上海",
            "3.5万元",
            "é",
            "e\u0301",
            "o\u0302\u0323\u0301",
            "👩‍👩‍👧‍👦",
            "🇨🇳🇫🇷",
            "👍🏽",
            "𠮷",
            "\ud83d",
            "\ude00",
            "नमस्ते",
            "مرحبا بالعالم",
            "שלום",
            "한국어",
            "\u1112\u1161\u11ab",
            "ﬁ",
            "㎏",
            "Ａ１",
            "“quoted”",
            "- item\n",
            "| a | b |\n",
            "```code```",
            "\u200b",
            "\u0000",
            "ก็",
            "ปวดหัว");

    private RandomTexts() {}

    /** A text of about that many UTF-16 units. */
    public static String of(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(random.nextInt(60) == 0 ? piece.repeat(40) : piece);
        }
        return text.toString();
    }
}
