package io.textmill.sandbox.answer;

import java.util.List;

/** What is said to a message that asks for none of the tasks. */
final class SmallTalk {

    private static final int LONGEST_QUOTE = 120;

    private SmallTalk() {}

    static String reply(Question.Chat chat) {
        List<String> sentences = Sentences.of(chat.text());
        String first = sentences.isEmpty() ? chat.text().strip() : sentences.getFirst();
        String quote = first.codePointCount(0, first.length()) <= LONGEST_QUOTE
                ? first
                : first.substring(0, first.offsetByCodePoints(0, LONGEST_QUOTE));
        return chat.chinese()
                ? "您好！您提到：“" + quote + "”请问需要我做些什么？"
                : "Thank you for your message: \"" + quote + "\" How can I help you with it?";
    }
}
