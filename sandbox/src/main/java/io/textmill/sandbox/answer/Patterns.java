package io.textmill.sandbox.answer;

import java.util.regex.Pattern;

/** How values with a form of their own look, in Chinese and in English texts. */
final class Patterns {

    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DAY = "\\d{1,2}(?:st|nd|rd|th)?";
    private static final String AMOUNT = "\\d{1,15}(?:,\\d{3}){0,5}(?:\\.\\d{1,6})?";
    private static final String SCALE = "(?: ?(?:million|billion|thousand|bn|[mkMK])\\b|万|亿|千)?";

    static final Pattern DATE = Pattern.compile("(?<![\\d.-])(?:(?:"
            + "\\d{4}-\\d{1,2}-\\d{1,2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?Z?)?"
            + "|\\d{4}/\\d{1,2}/\\d{1,2}|\\d{4}\\.\\d{1,2}\\.\\d{1,2}|\\d{1,2}/\\d{1,2}/\\d{4})(?!\\d)"
            + "|(?:\\d{4}|[〇零一二三四五六七八九]{4}) ?年(?: ?\\d{1,2} ?月(?: ?\\d{1,2} ?[日号]|[上中下]旬|底|初)?|底|初|末)?"
            + "|\\d{1,2} ?月(?: ?\\d{1,2} ?[日号]|[上中下]旬|底|初)"
            + "|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
            + "|" + DAY + " (?:of )?" + MONTH + "(?:,? \\d{4}(?!\\d))?"
            + ")"
            + "|\\b" + MONTH + " " + DAY + "(?!\\d)(?:,? \\d{4}(?!\\d))?"
            + "|\\b" + MONTH + ",? \\d{4}(?!\\d)"
            + "|\\bQ[1-4] \\d{4}(?!\\d)"
            + "|\\b(?:in|since|from|of|until|by) ((?:19|20)\\d{2})(?![\\d,]|\\.\\d)");

    static final Pattern MONEY = Pattern.compile("(?:[$€£¥￥]|US\\$|HK\\$) ?" + AMOUNT + SCALE
            + "|\\b(?:USD|EUR|GBP|RMB|CNY|JPY|HKD) ?" + AMOUNT + SCALE
            + "|(?<![\\d.,])" + AMOUNT + "(?: ?(?:million|billion|thousand))?"
            + " ?(?:USD|EUR|GBP|RMB|CNY|JPY|HKD|dollars?|euros?|pounds sterling|yuan)\\b"
            + "|(?<![\\d.,])" + AMOUNT + " ?(?:[万亿千百]{0,2}(?:美元|欧元|英镑|港元|日元|元|块钱|块))(?!素|旦|件|宵)");

    static final Pattern PERCENT =
            Pattern.compile("(?<![\\d.,])\\d{1,6}(?:\\.\\d{1,4})? ?(?:[%％]|per ?cent\\b|percentage points?)"
                    + "|(?<![\\d.,])\\d{1,6}(?:\\.\\d{1,4})?个百分点|百分之[一二三四五六七八九十百零点]{1,8}");

    static final Pattern NUMBER =
            Pattern.compile("(?<![\\d.,A-Za-z-])-?\\d{1,15}(?:,\\d{3}){0,5}(?:\\.\\d{1,9})?(?![\\d-])"
                    + "(?: ?(?:million|billion|thousand)\\b|[万亿])?");

    static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}\\.[A-Za-z]{2,10}");

    static final Pattern URL =
            Pattern.compile("(?:https?://|www\\.)[A-Za-z0-9._~:/?#@!$&()*+=%-]{2,300}(?<![.,:;!?)])");

    static final Pattern PHONE = Pattern.compile("(?<![\\d-])(?:"
            + String.join(
                    "|",
                    "(?:\\+?86[- ]?)?1[3-9]\\d{9}",
                    "(?:\\+?86[- ]?)?1[3-9]\\d[- ]\\d{4}[- ]\\d{4}",
                    "0\\d{2,3}-\\d{7,8}(?:-\\d{1,5})?",
                    "400[- ]?\\d{3}[- ]?\\d{4}",
                    "(?:\\+\\d{1,3}[ -])?\\(?\\d{3}\\)?[ -]\\d{3}[ -]\\d{4}",
                    "\\+\\d{1,3}(?:[ -]\\d{2,4}){2,5}")
            + ")(?![\\d-])");

    static final Pattern CODE = Pattern.compile("\\b(?:[A-Z]{1,8}(?:-[A-Z]{1,6})?[-–#]?\\d{2,}[A-Z]?(?:[-–/]\\d+)*"
            + "|[A-Z]{2,}-[A-Z0-9-]{0,12}\\d[A-Z0-9-]{0,12}|\\d{6,18})\\b");

    /** The titles of works: in Chinese marks of their own, in English in quotation marks. */
    static final Pattern TITLE = Pattern.compile("(?<=《)[^《》]{1,80}(?=》)");

    static final Pattern QUOTED =
            Pattern.compile("(?<=“)[^“”]{2,120}(?=”)|(?<=「)[^「」]{1,80}(?=」)|(?<=\\s\")[^\"]{2,120}(?=\")");

    private Patterns() {}
}
