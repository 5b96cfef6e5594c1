package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The name of a field, and the words of a text that speak of it. */
final class FieldName {

    /** Words in texts, Chinese and English, for words in names. */
    private static final Map<String, List<String>> CUES = new HashMap<>();

    static {
        for (String line : WordList.lines("field-cues")) {
            List<String> group = Arrays.stream(line.split("\\s+", -1))
                    .map(word -> word.replace('_', ' '))
                    .toList();
            group.forEach(word -> CUES.put(word, group));
        }
    }

    private FieldName() {}

    /** The words of the name in lower case: apart by anything that is no letter, and by capitals inside. */
    static List<String> words(String name) {
        String apart = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replaceAll("[^\\p{L}\\d]+", " ");
        return Arrays.stream(apart.strip().toLowerCase(Locale.ROOT).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Words that stand near the value in a text, in lower case; the most telling first. */
    static List<String> cues(String name) {
        List<String> cues = new ArrayList<>();
        for (String word : words(name)) {
            if (!Terms.isStopWord(word) && word.length() > 1) {
                cues.add(word);
            }
            CUES.forEach((known, group) -> {
                boolean meant = Script.isHan(known.charAt(0)) ? word.contains(known) : word.equals(known);
                if (meant) {
                    group.stream().filter(cue -> !cues.contains(cue)).forEach(cues::add);
                }
            });
        }
        return cues;
    }
}
