package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The terms of a text: its content words in lower case, and its pairs of neighbouring Chinese characters. */
final class Terms {

    private static final Set<String> STOP_WORDS = WordList.read("stop-words");

    /** Characters that hold sentences together and say nothing by themselves. */
    static final String FUNCTION_CHARACTERS = "的了是在和也都就与及或而但不这那其之以于有为被把将对从到等个我你他她它们吗呢吧啊很";

    /** Words that deny what their clause says. */
    static final Pattern NEGATIVE =
            Pattern.compile("\\b(?:no|not|never|without|cannot|none)\\b|n['’]t\\b|不(?!过|仅|但|同)|没|未|无(?!论|锡|线)|拒绝");

    private Terms() {}

    static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Script.isWordLetter(c)) {
                int end = at + 1;
                while (end < text.length() && (Script.isWordLetter(text.charAt(end)) || text.charAt(end) == '\'')) {
                    end++;
                }
                addWord(terms, text.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
            } else {
                if (at + 1 < text.length() && carriesMeaning(c) && carriesMeaning(text.charAt(at + 1))) {
                    terms.add(text.substring(at, at + 2));
                }
                at++;
            }
        }
        return terms;
    }

    static Map<String, Integer> frequencies(Stream<String> terms) {
        Map<String, Integer> frequencies = new HashMap<>();
        terms.forEach(term -> frequencies.merge(term, 1, Integer::sum));
        return frequencies;
    }

    static boolean isStopWord(String word) {
        return STOP_WORDS.contains(word);
    }

    private static void addWord(List<String> terms, String word) {
        if (word.length() > 2 && !STOP_WORDS.contains(word)) {
            terms.add(word);
        }
    }

    private static boolean carriesMeaning(char c) {
        return Script.isHan(c) && FUNCTION_CHARACTERS.indexOf(c) < 0;
    }
}
