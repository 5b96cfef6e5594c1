package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a field is after, told from its name, and where a text has such things. */
enum Kind {
    EMAIL,
    URL,
    PHONE,
    PERCENT,
    MONEY,
    CODE,
    DATE,
    ORGANIZATION,
    PERSON,
    LOCATION,
    TITLE,
    NUMBER,
    KEYWORD;

    private record Hint(Kind kind, List<String> words) {}

    private static final List<Hint> HINTS = WordList.lines("field-kinds").stream()
            .map(line -> line.split(":", 2))
            .map(parts -> new Hint(
                    valueOf(parts[0].strip().toUpperCase(Locale.ROOT)),
                    List.of(parts[1].strip().split("\\s+", -1))))
            .toList();

    /** The kind that the last word of the name that says one tells; keywords when none does. */
    static Kind ofName(String name) {
        List<String> words = FieldName.words(name);
        for (String word : words.reversed()) {
            for (Hint hint : HINTS) {
                if (hint.words().stream().anyMatch(known -> tells(word, known))) {
                    return hint.kind();
                }
            }
        }
        return KEYWORD;
    }

    private static boolean tells(String word, String known) {
        return Script.isHan(known.charAt(0))
                ? word.contains(known)
                : word.equals(known) || word.equals(known + "s") || word.equals(known + "es");
    }

    /** Where the text has such things, from left to right. */
    List<Span> find(String text) {
        return switch (this) {
            case EMAIL -> Span.matches(Patterns.EMAIL, text);
            case URL -> Span.matches(Patterns.URL, text);
            case PHONE -> Span.matches(Patterns.PHONE, text);
            case PERCENT -> Span.matches(Patterns.PERCENT, text);
            case MONEY -> Span.matches(Patterns.MONEY, text);
            case CODE -> Span.apart(Span.matches(Patterns.CODE, text), PHONE.find(text));
            case DATE -> Span.matches(Patterns.DATE, text);
            case ORGANIZATION -> Organizations.find(text);
            case PERSON -> Span.apart(People.find(text), Organizations.find(text));
            case LOCATION -> Span.apart(Places.find(text), Organizations.find(text));
            case TITLE -> titles(text);
            case NUMBER -> numbers(text);
            case KEYWORD -> Keywords.find(text);
        };
    }

    private static List<Span> titles(String text) {
        List<Span> titles = Span.matches(Patterns.TITLE, text);
        return titles.isEmpty() ? Span.matches(Patterns.QUOTED, text) : titles;
    }

    /** Numbers that are no part of a date, a telephone number or a code. */
    private static List<Span> numbers(String text) {
        List<Span> others = new ArrayList<>();
        Stream.of(DATE, PHONE, CODE).forEach(kind -> others.addAll(kind.find(text)));
        others.sort(Comparator.comparingInt(Span::start));
        return Span.apart(Span.matches(Patterns.NUMBER, text), others);
    }
}
