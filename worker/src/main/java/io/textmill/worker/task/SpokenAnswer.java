package io.textmill.worker.task;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What models say around an answer or in its place. */
final class SpokenAnswer {
    private static final String FENCE = "```";

    private static final Pattern REFUSAL = Pattern.compile(
            "^(?:(?:i['’]?m|i am) (?:very |so |truly )?(?:sorry|afraid)|sorry,|i apologi[sz]e|my apologies|i"
                + " (?:can(?:not|['’]?t)|won['’]?t|am unable|am not able|must decline)|i['’]m (?:unable|not able|just"
                + " an ai)|unfortunately,? i|as an ai|as a (?:large )?language model|(?:please|kindly)"
                + " (?:provide|send|paste|share)|(?:it (?:seems|looks like|appears)|there is) (?:that )?(?:you|no"
                + " text|the text (?:is|was) missing)|(?:je suis )?désolée?|lo siento|es tut mir"
                + " leid|entschuldigung|desculpe|mi dispiace|извините|申し訳|すみません|죄송|(?:what|how|which)"
                + " (?:would|can|could|may|do|should) (?:you|i|we) [^\\n"
                + "]{0,60}\\?$|(?:请问)?[您你](?:想|要|需要)[^\\n"
                + "]{0,20}[?？]$|有什么(?:可以|能)[^\\n"
                + "]{0,20}[?？]$|(?:非常|很|十分)?(?:抱歉|对不起|對不起|遗憾)|作为(?:一个|一名|一款)?(?:ai|人工智能|语言模型|大语言模型)"
                + "|我(?:无法|不能|没法|没有办法|無法)|无法(?:为您|提供|完成|回答|概括|总结|处理)"
                + "|(?:好的[，,])?请(?:您|你)?(?:先)?(?:提供|输入|发送|粘贴|把)|[您你](?:还?没有|尚?未)提供)",
            Pattern.CASE_INSENSITIVE);

    private SpokenAnswer() {}

    /** Whether it declines to answer, or is but a question to whoever asked, in words that the text itself does not use. */
    static boolean isRefusal(String answer, String source) {
        Matcher refusal = REFUSAL.matcher(answer.strip());
        return refusal.find()
                && !source.toLowerCase(Locale.ROOT).contains(refusal.group().toLowerCase(Locale.ROOT));
    }

    /** The content of the one code block that is the whole answer, or the answer. */
    static String withoutFence(String answer) {
        String text = answer.strip();
        if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || text.length() < 2 * FENCE.length()) {
            return text;
        }
        String inner = text.substring(FENCE.length(), text.length() - FENCE.length());
        int lineEnd = inner.indexOf('\n');
        boolean named = lineEnd >= 0 && inner.substring(0, lineEnd).strip().indexOf(' ') < 0;
        return (named ? inner.substring(lineEnd) : inner).strip();
    }

    /** The text without those characters and white space at its two ends. */
    static String without(String around, String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(around, text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(around, text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(String around, char c) {
        return Character.isWhitespace(c) || around.indexOf(c) >= 0;
    }
}
