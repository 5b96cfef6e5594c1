package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Summarises by choosing sentences: those with the text's frequent terms, those at its beginning, and those about the
 * focus. What it gives is verbatim, within the limit, and ends with a full stop.
 */
final class Summarizer {

    /** A summary longer than this reads as a copy. */
    private static final int MOST_SENTENCES = 6;

    /** Sentences that weigh less than this part of the best one only fill space. */
    private static final double LEAST_OF_BEST = 0.35;

    /** The end of a sentence, and what may stand behind it. */
    private static final Pattern WHOLE = Pattern.compile("[.!?。！？…][\\s\"'”’」』）)】》\\]]*$");

    private static final Pattern LOOSE_END = Pattern.compile("[\\s，；、：,;:—–-]+$");

    private Summarizer() {}

    static String summarize(Question.Summary question) {
        return ended(chosen(question), question);
    }

    /** With a full stop at its end, as models write it, where the text has none or the limit cut it off. */
    private static String ended(String summary, Question.Summary question) {
        if (question.limit() < 2 || WHOLE.matcher(summary).find()) {
            return summary;
        }
        String bare = LOOSE_END.matcher(clip(summary, question.limit() - 1)).replaceFirst("");
        return bare + (question.chinese() ? "。" : ".");
    }

    private static String chosen(Question.Summary question) {
        List<String> sentences =
                Sentences.of(question.text()).stream().distinct().toList();
        if (sentences.isEmpty()) {
            return clip(question.chinese() ? "没有可概括的内容。" : "There is nothing to summarize.", question.limit());
        }
        List<Integer> ranked = ranked(question, sentences);
        int most = Math.min(MOST_SENTENCES, question.merging() ? sentences.size() : (sentences.size() + 1) / 2);
        List<Integer> chosen = new ArrayList<>();
        for (int candidate : ranked) {
            List<Integer> longer = new ArrayList<>(chosen);
            longer.add(candidate);
            if (longer.size() <= most && written(question, sentences, longer).length() <= question.limit()) {
                chosen = longer;
            }
        }
        if (!chosen.isEmpty()) {
            return written(question, sentences, chosen);
        }
        String mark = question.bullets() && question.limit() > 4 ? "- " : "";
        return mark + clip(sentences.get(ranked.getFirst()), question.limit() - mark.length());
    }

    private static List<Integer> ranked(Question.Summary question, List<String> sentences) {
        List<List<String>> terms = sentences.stream().map(Terms::of).toList();
        Map<String, Integer> frequencies = Terms.frequencies(terms.stream().flatMap(List::stream));
        Set<String> focus = question.focus() == null ? Set.of() : Set.copyOf(Terms.of(question.focus()));
        double[] scores = new double[sentences.size()];
        for (int i = 0; i < scores.length; i++) {
            Set<String> own = new HashSet<>(terms.get(i));
            double weight = own.stream()
                    .mapToInt(term -> frequencies.getOrDefault(term, 0))
                    .sum();
            double place = question.merging() ? 1 : 1 + 0.6 / (1 + i);
            long onFocus = focus.stream().filter(own::contains).count();
            boolean named = question.focus() != null && mentions(sentences.get(i), question.focus());
            scores[i] = weight / Math.sqrt(own.size() + 4.0) * place * (1 + 2 * onFocus + (named ? 5 : 0));
        }
        double least = question.merging()
                ? 0
                : LEAST_OF_BEST * Arrays.stream(scores).max().orElse(0);
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] >= least)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .toList();
    }

    private static boolean mentions(String sentence, String focus) {
        return sentence.toLowerCase(Locale.ROOT).contains(focus.toLowerCase(Locale.ROOT));
    }

    private static String written(Question.Summary question, List<String> sentences, List<Integer> chosen) {
        StringBuilder summary = new StringBuilder();
        String last = "";
        for (int index : chosen.stream().sorted().toList()) {
            String sentence = sentences.get(index);
            if (question.bullets()) {
                summary.append(summary.isEmpty() ? "- " : "\n- ").append(sentence);
            } else {
                summary.append(Script.needsSpace(last, sentence) ? " " : "").append(sentence);
            }
            last = sentence;
        }
        return summary.toString();
    }

    /** The longest beginning within the limit that ends with a clause, else with a word, else anywhere. */
    private static String clip(String sentence, int limit) {
        if (sentence.length() <= limit) {
            return sentence;
        }
        int end = Character.isHighSurrogate(sentence.charAt(limit - 1)) ? limit - 1 : limit;
        for (int i = end; i > end / 2; i--) {
            if ("，；、,;".indexOf(sentence.charAt(i)) >= 0) {
                return sentence.substring(0, i).strip();
            }
        }
        for (int i = end; i > end / 2; i--) {
            if (sentence.charAt(i) == ' ') {
                return sentence.substring(0, i).strip();
            }
        }
        return sentence.substring(0, end);
    }
}
