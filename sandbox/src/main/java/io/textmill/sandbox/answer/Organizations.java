package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds organisations by what their names end with, and English ones also by "University of". */
final class Organizations {

    private static final String NAME = "[A-Z][\\p{L}\\d&'’-]{0,30}";
    private static final Pattern ENGLISH = Pattern.compile("\\b(?:" + NAME + "(?: and| &| of)? ){1,5}?"
                                                                           + "(?:Inc|Ltd|Limited|LLC|Corp|Corporation|Company|Co|Group|Holdings|PLC|GmbH|AG|University|College|Institute|Bank"
                                                                           + "|Hospital|Clinic|Agency|Ministry|Association|Foundation|Laboratory|Laboratories|Labs|Partners|Airlines|Airways"
                                                                           + "|Railways|Logistics|Council|Commission|Committee|Authority|Press|Pharmaceuticals|Systems|Technologies|Hotel)\\b\\.?"
                                                                           + "(?<![a-z]{4}\\.)|\\b(?:University|Institute|Bank|Ministry|College|Department)"
                                                                           + " of (?:" + NAME + ")(?: (?:and )?" + NAME
            + "){0,2}");

    private static final Pattern CHINESE_ENDING =
            Pattern.compile("(?:股份有限公司|有限责任公司|有限公司|分公司|公司|集团|大学|学院|银行|研究所|研究院|研究中心|医院|卫健委|委员会|协会|学会|基金会"
                    + "|出版社|事务所|中学|小学|法院|检察院|管理局|监管局|博物馆|图书馆|航空公司|工厂|药业|科技馆|实验室|旅行社)"
                    + "(?![生卡法章员长会里内门])");

    /** Words and characters that come before a name and are no part of it. */
    private static final Pattern BEFORE_NAME = Pattern.compile("[的在与和由是为向对从被了于将及至到让把给跟该这那此本我你您他她们某各每所以并但而或称有前往来自位]"
            + "|甲方|乙方|丙方|供应商|承租方|出租方|买方|卖方|客户|收购|投资|加入|毕业|就职|任职|来到|联合|通过|根据|委托|起诉|告知|通知|目前|记者|一家|这家|多家|今年|去年|昨日|今日|日前");

    private static final int LONGEST = 18;

    private Organizations() {}

    static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>(Span.matches(ENGLISH, text));
        Matcher ending = CHINESE_ENDING.matcher(text);
        int free = 0;
        while (ending.find()) {
            int start = nameStart(text, ending.start(), free);
            if (ending.start() - start >= 2) {
                spans.add(new Span(start, ending.end()));
            }
            free = ending.end();
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }

    private static int nameStart(String text, int ending, int free) {
        int from = ending;
        while (from > free && ending - from < LONGEST && isNamePart(text.charAt(from - 1))) {
            from--;
        }
        int start = from;
        Matcher before = BEFORE_NAME.matcher(text).region(from, ending);
        while (before.find()) {
            start = before.end();
        }
        return start;
    }

    private static boolean isNamePart(char c) {
        return Script.isHan(c) || "（）()·".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
    }
}
