package io.textmill.worker.task;

import io.textmill.contract.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer drawn at random, in a dress drawn at random.
 *
 * @param text how it is written
 * @param end where its object ends: a shorter piece does not hold it
 * @param reading what it says
 */
record DressedAnswer(Task task, String text, int end, String reading) {
    private static final List<String> LABELS = List.of("positive", "negative", "neutral", "mixed");
    private static final List<String> WORDS = List.of(
            "Li Wei",
            "O'Neil",
            "the \"old\" man",
            "a, b",
            "x: y",
            "{z}",
            "[1]",
            "// no",
            "李伟",
            "“他”",
            "two\nlines",
            "é😀",
            "# 1",
            "</b>");
    private static final List<String> BEFORE = List.of(
            "",
            "",
            "Sure! Here it is:\n",
            "```json\n",
            "好的，结果如下：",
            "<p>",
            "<think>{\"a\": 1}</think>",
            "Draft: {\"label\":\"mixed\"}\n");
    private static final List<String> AFTER =
            List.of("", "", "\n```", " Hope it helps :)", "\n希望对您有帮助。", "</p>", "\n\n");

    static DressedAnswer draw(SplittableRandom random) {
        Dress dress = new Dress(random);
        boolean sentiment = random.nextBoolean();
        ObjectNode json = Json.MAPPER.createObjectNode();
        String reading = sentiment ? sentiment(random, json) : extraction(random, json);
        String object = dress.write(json);
        String before = BEFORE.get(random.nextInt(BEFORE.size()));
        String after = AFTER.get(random.nextInt(AFTER.size()));
        return new DressedAnswer(
                sentiment ? Task.SENTIMENT : Task.EXTRACTION,
                before + object + after,
                (before + object).length(),
                reading);
    }

    private static String sentiment(SplittableRandom random, ObjectNode json) {
        String label = LABELS.get(random.nextInt(LABELS.size()));
        double size = random.nextInt(101) / 100.0;
        double score = label.equals("negative") && size > 0 ? -size : size;
        if (random.nextBoolean()) {
            json.put("why", word(random));
        }
        json.put("label", label).put("score", score);
        return label + " " + score;
    }

    private static String extraction(SplittableRandom random, ObjectNode json) {
        ArrayNode persons = json.putArray("person");
        List<String> all = new ArrayList<>(WORDS);
        for (int i = random.nextInt(3); i > 0; i--) {
            persons.add(all.remove(random.nextInt(all.size())));
        }
        json.put("shop", random.nextBoolean() ? word(random) : null);
        json.put("city", "Oslo");
        json.put("staff", random.nextInt(1000));
        return json.toString();
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** How JSON's marks are written. Inside of strings the own quotes are escaped. */
    private record Dress(String open, String close, String colon, String comma, boolean bareKeys, boolean trailing) {
        private static final List<String> QUOTES = List.of("\"\"", "\"\"", "''", "“”", "‘’", "「」", "«»", "＂＂", "„“");

        Dress(SplittableRandom random) {
            this(random, QUOTES.get(random.nextInt(QUOTES.size())));
        }

        private Dress(SplittableRandom random, String quotes) {
            this(
                    quotes.substring(0, 1),
                    quotes.substring(1),
                    List.of(":", ": ", "：", " :\n").get(random.nextInt(4)),
                    List.of(",", ", ", "，", "、", ",\n  ", ", // so\n").get(random.nextInt(6)),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        String write(tools.jackson.databind.JsonNode node) {
            List<String> parts = new ArrayList<>();
            if (node.isObject()) {
                node.properties()
                        .forEach(property -> parts.add((bareKeys ? property.getKey() : quoted(property.getKey()))
                                + colon
                                + write(property.getValue())));
                return "{" + joined(parts) + "}";
            }
            if (node.isArray()) {
                node.forEach(value -> parts.add(write(value)));
                return "[" + joined(parts) + "]";
            }
            return node.isString() ? quoted(node.asString()) : node.toString();
        }

        private String joined(List<String> parts) {
            return String.join(comma, parts) + (trailing && !parts.isEmpty() ? comma : "");
        }

        private String quoted(String text) {
            StringBuilder quoted = new StringBuilder(open);
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean own = (open + close).indexOf(c) >= 0 || (c == '"' && open.equals("＂"));
                quoted.append((own || c == '\\') ? "\\" : "").append(c);
            }
            return quoted.append(close).toString();
        }
    }
}
