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

    /** Where blocks begin: Latin, marks, Hebrew, Arabic, Devanagari, Thai, Jamo, kana, Han, surrogates, emoji, tags. */
    private static final List<Integer> BLOCKS = List.of(
            0x20, 0xA0, 0x300, 0x590, 0x600, 0x900, 0xE00, 0x1100, 0x2000, 0x3040, 0x4E00, 0xAC00, 0xD800, 0xDC00,
            0xFE00, 0x1F1E0, 0x1F3F0, 0x1F600, 0x20000, 0xE0020);

    private static final List<Integer> OFTEN = List.of(0x20, 0xA, 0xD, 0x200D, 0xFE0F, 0x301, 0x3002, 0x2E);

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

    /**
     * A text of that many code points from anywhere in Unicode, neighbours often of one block: unassigned ones, lone
     * surrogates, joiners, controls and marks with nothing to stand on.
     */
    public static String ofCodePoints(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder();
        int block = 0;
        for (int i = 0; i < length; i++) {
            block = random.nextInt(8) == 0 ? BLOCKS.get(random.nextInt(BLOCKS.size())) : block;
            int codePoint = random.nextInt(40) == 0 ? random.nextInt(0x110000) : block + random.nextInt(0x60);
            text.appendCodePoint(random.nextInt(9) == 0 ? OFTEN.get(random.nextInt(OFTEN.size())) : codePoint);
        }
        return text.toString();
    }
}
