package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one root of a {@link JsonScan}: finds its end, and rewrites what models write for JSON's own marks (smart and
 * single quotes, full-width punctuation, names and words without quotes) where they stand as marks; comments and HTML tags
 * between them are left out. Linear in the root.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> NOTHING = Set.of("none", "undefined", "nil");

    /** With an exponent of few digits: a number of a billion digits takes a few characters and all memory. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d{1,2})?");

    /** What stands between two strings whose comma is missing, rather than in quotes of its own. */
    private static final Pattern BETWEEN_STRINGS = Pattern.compile("[\\s\\p{P}\\p{S}和与及跟或]*|\\s*(?:and|or)\\s*");

    private final String answer;
    private final int start;
    private final StringBuilder json = new StringBuilder();
    private final StringBuilder open = new StringBuilder();
    private int at;
    private boolean doubtful;
    /** Whether a name or value may begin here: after a bracket, a comma or a colon. */
    private boolean expecting = true;
    /** Whether what may begin here is a name. */
    private boolean name;

    JsonReader(String answer, int start) {
        this.answer = answer;
        this.start = start;
        at = start;
    }

    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** All that takes room or nothing to see: also the no-break, zero-width and ideographic spaces. */
    private static boolean isSpace(char c) {
        return c <= ' '
                || (c > '~'
                        && (Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT));
    }

    /** The root; null when it is not balanced. */
    JsonScan.@Nullable Root read() {
        while (at < answer.length()) {
            char c = mark(answer.charAt(at));
            boolean goesOn = switch (c) {
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',', ':' -> separate(c);
                default -> other(c);
            };
            if (!goesOn) {
                return null;
            }
            if (open.isEmpty()) {
                return new JsonScan.Root(start, at, json.toString(), doubtful);
            }
        }
        return null;
    }

    /** As ASCII has it. */
    private static char mark(char c) {
        if (c >= '！' && c <= '～') {
            return (char) (c - '！' + '!');
        }
        return switch (c) {
            case '、' -> ',';
            case '−' -> '-';
            default -> c;
        };
    }

    private boolean open(char c) {
        json.append(c);
        open.append(c);
        at++;
        expecting = true;
        name = c == '{';
        return open.length() <= MAX_DEPTH;
    }

    private boolean close(char c) {
        char opened = open.charAt(open.length() - 1);
        json.append(c);
        open.setLength(open.length() - 1);
        at++;
        expecting = false;
        return opened == (c == '}' ? '{' : '[');
    }

    private boolean separate(char c) {
        json.append(c);
        at++;
        expecting = true;
        name = c == ',' && open.charAt(open.length() - 1) == '{';
        return true;
    }

    private boolean other(char c) {
        int after = afterAside(at);
        if (after > at) {
            json.append(' ');
            at = after;
            return true;
        }
        String closing = expecting ? closingQuotes(c) : "";
        if (!closing.isEmpty()) {
            expecting = false;
            return string(c, closing);
        }
        if (expecting && (Character.isLetter(c) || c == '_')) {
            word();
        } else if (expecting && ("+-.".indexOf(c) >= 0 || Character.isDigit(c))) {
            number();
        } else {
            expecting = false;
            json.append(c);
            at++;
        }
        return true;
    }

    /** Where the white space, comment or HTML tag ends that begins there; the same place when there is none. */
    private int afterAside(int from) {
        char c = answer.charAt(from);
        if (isSpace(c)) {
            return from + 1;
        }
        if (c == '#' || answer.startsWith("//", from)) {
            int end = answer.indexOf('\n', from);
            return end < 0 ? answer.length() : end;
        }
        if (answer.startsWith("/*", from)) {
            int end = answer.indexOf("*/", from + 2);
            return end < 0 ? answer.length() : end + 2;
        }
        return c == '<' ? Html.afterTag(answer, from) : from;
    }

    private static String closingQuotes(char c) {
        return switch (c) {
            case '"', '＂' -> "\"＂";
            case '“', '”', '„' -> "”“";
            case '\'', '＇' -> "'＇";
            case '‘', '’' -> "’‘";
            case '「' -> "」";
            case '『' -> "』";
            case '«' -> "»";
            case '`' -> "`";
            default -> "";
        };
    }

    /** Copies a string; false when it does not end. */
    private boolean string(char quote, String closing) {
        int from = json.length();
        List<Integer> inner = new ArrayList<>();
        json.append('"');
        at++;
        while (at < answer.length()) {
            char c = answer.charAt(at++);
            if (c == '\\' && at < answer.length()) {
                escaped(answer.charAt(at++));
            } else if (closing.indexOf(c) >= 0 && endsHere()) {
                json.append('"');
                doubtful |= !inner.isEmpty() && (!arePairs(inner) || looksLikeJson(from));
                return true;
            } else {
                if (c == '"' && quote == '"') {
                    inner.add(at - 1);
                }
                json.append(c == '"' ? "\\\"" : c);
            }
        }
        return false;
    }

    /** JSON knows few escapes; Markdown has one for every mark. */
    private void escaped(char c) {
        boolean ofJson = c == '"' || c == '\\' || c == '/' || Character.isLetter(c);
        json.append(ofJson ? "\\" : "").append(c);
    }

    /** Whether the quotes inside a string can be its own: each opening one after no word, with something in it. */
    private boolean arePairs(List<Integer> inner) {
        for (int i = 0; i + 1 < inner.size(); i += 2) {
            int opening = inner.get(i);
            char before = answer.charAt(opening - 1);
            boolean afterWord = before < 0x80 && Character.isLetterOrDigit(before);
            String quoted = answer.substring(opening + 1, inner.get(i + 1));
            if (afterWord || BETWEEN_STRINGS.matcher(quoted).matches()) {
                return false;
            }
        }
        return inner.size() % 2 == 0;
    }

    /** Whether what follows a quote is what follows a name, or a value. */
    private boolean endsHere() {
        int next = skipSpace(answer, at);
        if (next == answer.length()) {
            return true;
        }
        if (!isSpace(answer.charAt(next)) && afterAside(next) > next) {
            return true;
        }
        char c = mark(answer.charAt(next));
        return name ? c == ':' : c == ',' || c == '}' || c == ']';
    }

    /** A value that has swallowed its neighbours. */
    private boolean looksLikeJson(int from) {
        String string = json.substring(from);
        return string.contains("\":")
                || string.contains("\" :")
                || string.indexOf('{') >= 0
                || string.indexOf('}') >= 0;
    }

    private void word() {
        int from = at;
        while (at < answer.length() && isOfWord(answer.charAt(at))) {
            at++;
        }
        String word = answer.substring(from, at);
        expecting = false;
        String literal = word.toLowerCase(Locale.ROOT);
        if (!name && NOTHING.contains(literal)) {
            json.append("null");
        } else if (!name && LITERALS.contains(literal)) {
            json.append(literal);
        } else {
            json.append('"').append(word).append('"');
        }
    }

    /** A number, or what begins like one and is a word: {@code 1999-05-01}. */
    private void number() {
        StringBuilder token = new StringBuilder();
        while (at < answer.length() && (isOfWord(answer.charAt(at)) || "+-.".indexOf(mark(answer.charAt(at))) >= 0)) {
            token.append(mark(answer.charAt(at++)));
        }
        expecting = false;
        boolean isNumber = NUMBER.matcher(token).matches();
        json.append(isNumber ? "" : "\"").append(token).append(isNumber ? "" : "\"");
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
