package io.textmill.sandbox.answer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Weighs the opinion words of a text, with negations, degrees and "but". Reads from left to right, once. */
final class OpinionReader {

    /** How many words a negation or a degree reaches. */
    private static final int REACH = 4;

    private final String text;
    private Opinion total = Opinion.NONE;
    private Opinion sentence = Opinion.NONE;
    private double clauseFactor = 1;
    private double degree = 1;
    private boolean negated;
    private int reach;

    private OpinionReader(String text) {
        this.text = text;
    }

    static Opinion read(String text) {
        return new OpinionReader(text).read();
    }

    private Opinion read() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Script.isWordLetter(c)) {
                int end = wordEnd(at);
                Lexicon.Entry entry = Lexicon.word(text.substring(at, end).toLowerCase(Locale.ROOT));
                meet(entry);
                at = end;
                continue;
            }
            int length = Lexicon.lengthAt(text, at);
            if (length > 0) {
                meet(Lexicon.word(text.substring(at, at + length)));
            } else if ("，,；;、:：".indexOf(c) >= 0) {
                endReach();
            } else if ("。.！!？?\n".indexOf(c) >= 0) {
                endSentence();
            } else if (Script.isHan(c)) {
                meet(null);
            }
            at += Math.max(length, 1);
        }
        endSentence();
        return total;
    }

    private int wordEnd(int at) {
        int end = at + 1;
        while (end < text.length() && (Script.isWordLetter(text.charAt(end)) || "'’-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private void meet(Lexicon.@Nullable Entry entry) {
        if (entry == null) {
            reach--;
            if (reach <= 0) {
                endReach();
            }
            return;
        }
        switch (entry.role()) {
            case OPINION -> weigh(entry.weight());
            case NEGATION -> {
                negated = !negated;
                reach = REACH;
            }
            case DEGREE -> {
                degree = entry.weight();
                reach = REACH;
            }
            case CONTRAST -> {
                sentence = sentence.times(0.6);
                clauseFactor = 1.3;
                endReach();
            }
            case NOTHING -> {}
        }
    }

    private void weigh(double weight) {
        double weighed = weight * degree * clauseFactor * (negated ? -0.8 : 1);
        sentence = sentence.plus(weighed > 0 ? new Opinion(weighed, 0) : new Opinion(0, -weighed));
        endReach();
    }

    private void endReach() {
        negated = false;
        degree = 1;
        reach = 0;
    }

    private void endSentence() {
        total = total.plus(sentence);
        sentence = Opinion.NONE;
        clauseFactor = 1;
        endReach();
    }
}
