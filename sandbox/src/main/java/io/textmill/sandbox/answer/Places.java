package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places by a small gazetteer, and Chinese districts by what their names end with. */
final class Places {

    private static final Set<String> GAZETTEER = WordList.read("places");
    private static final int LONGEST_HAN = 5;
    private static final Pattern CAPITALS =
            Pattern.compile("\\b[A-Z][\\p{L}'’-]{1,24}(?: [A-Z][\\p{L}'’-]{1,24}){0,2}");
    private static final Pattern DISTRICT =
            Pattern.compile("\\p{IsHan}{2,4}?(?:自治区|自治州|新区|开发区|省|市|县|区|镇)(?![场民值域别委长政级区])");
    private static final Set<String> NO_DISTRICTS =
            Set.of("超市", "城市", "地区", "小区", "社区", "景区", "校区", "园区", "市区", "本市", "全市", "全省");

    private Places() {}

    static List<Span> find(String text) {
        List<Span> spans = new ArrayList<>(english(text));
        spans.addAll(chinese(text));
        spans.sort(Comparator.comparingInt(Span::start));
        return spans;
    }

    private static List<Span> english(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = CAPITALS.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            int end = matcher.end();
            while (end > matcher.start() && !GAZETTEER.contains(text.substring(matcher.start(), end))) {
                end = Math.max(text.lastIndexOf(' ', end - 1), matcher.start());
            }
            if (end > matcher.start()) {
                spans.add(new Span(matcher.start(), end));
                from = end;
            } else {
                int space = text.indexOf(' ', matcher.start());
                from = space < 0 || space > matcher.end() ? matcher.end() : space;
            }
        }
        return spans;
    }

    private static List<Span> chinese(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher district = DISTRICT.matcher(text);
        boolean afterPlace = true;
        int at = 0;
        while (at < text.length()) {
            if (!Script.isHan(text.charAt(at))) {
                afterPlace = true;
                at++;
                continue;
            }
            int end = known(text, at);
            if (end == at
                    && afterPlace
                    && district.region(at, text.length()).lookingAt()
                    && isDistrict(district.group())) {
                end = district.end();
            }
            afterPlace = end > at || "在于到往从由位".indexOf(text.charAt(at)) >= 0;
            if (end > at) {
                spans.add(new Span(at, end));
                at = end;
            } else {
                at++;
            }
        }
        return spans;
    }

    /** The end of the known place that begins there, with the word for its rank if that follows. */
    private static int known(String text, int at) {
        for (int length = Math.min(LONGEST_HAN, text.length() - at); length > 1; length--) {
            if (GAZETTEER.contains(text.substring(at, at + length))) {
                int end = at + length;
                boolean ranked = end < text.length() && "省市县区州".indexOf(text.charAt(end)) >= 0;
                return ranked && !text.startsWith("市场", end) ? end + 1 : end;
            }
        }
        return at;
    }

    private static boolean isDistrict(String name) {
        return NO_DISTRICTS.stream().noneMatch(name::endsWith)
                && name.chars().noneMatch(c -> Terms.FUNCTION_CHARACTERS.indexOf(c) >= 0);
    }
}
