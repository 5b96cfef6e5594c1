package io.textmill.sandbox.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a prompt as the worker lays it out: the text stands between {@code <text-NONCE>} lines, or after the first line
 * of a short prompt; the instruction is the rest and shows a template of the JSON that it wants.
 */
final class PromptReader {

    private static final Pattern OPENING = Pattern.compile("(?<![^\n])<text-([0-9a-fA-F]{8,64})>\r?\n");
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,6}) ?(?:characters|chars\\b|个?字)");
    private static final Pattern SUMMARY_WORDS =
            Pattern.compile("(?i)summar|bullet|condense|merge|tl;dr|gist|概括|总结|摘要|要点|合并|合成|归纳|概述|提炼|缩写|分点");
    private static final Pattern BULLETS = Pattern.compile("(?i)bullet|one point a line|分点|要点|逐条|列点|条目|项目符号");
    private static final Pattern MERGE = Pattern.compile("(?i)\\bmerge|\\bcombine|\\bjoin|合并|合成|汇总|整合");
    private static final Pattern FOCUS = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "focus(?:ing|ed)?(?: mainly)? on|dwell(?:ing)? on|emphasi[sz]ing|focus[:：]",
                    "侧重于?|着重于?|聚焦于?|围绕|重点(?:关注|突出|放在|是|讲|写)?|关注")
            + ")[:：]?\\s*([^,，。.;；:：\\v]{1,200}?)\\s*(?=[,，。.;；:：\\v]|$| as bullets| in (?:at most|no more|up"
            + " to)|概括|总结)");

    /** A summary whose prompt names no limit. */
    private static final int USUAL_LIMIT = 400;

    private PromptReader() {}

    static Question read(@Nullable String system, String user) {
        Matcher opening = OPENING.matcher(user);
        if (opening.find()) {
            int end = user.indexOf("\n</text-" + opening.group(1) + ">", Math.max(opening.end() - 1, 0));
            int from = opening.end();
            String text = end < from ? user.substring(from) : user.substring(from, end);
            String before = user.substring(0, opening.start());
            return question(system == null ? before : system + "\n" + before, text);
        }
        if (system != null) {
            Question asked = question(system, user);
            if (!(asked instanceof Question.Chat)) {
                return asked;
            }
        }
        int lineEnd = user.indexOf('\n');
        if (lineEnd < 0) {
            return new Question.Chat(user, Script.mostlyHan(user));
        }
        Question asked = question(user.substring(0, lineEnd), user.substring(lineEnd + 1));
        return asked instanceof Question.Chat ? new Question.Chat(user, asked.chinese()) : asked;
    }

    private static Question question(String instruction, String text) {
        boolean chinese = Script.mostlyHan(text.isBlank() ? instruction : text);
        Optional<Question> pack = PackReader.read(instruction, text, chinese);
        if (pack.isPresent()) {
            return pack.get();
        }
        Optional<Template> template = Template.firstIn(instruction);
        if (template.isPresent()) {
            return ask(template.get(), text, chinese);
        }
        if (!SUMMARY_WORDS.matcher(instruction).find()) {
            return new Question.Chat(text, chinese);
        }
        Matcher limit = LIMIT.matcher(instruction);
        Matcher focus = FOCUS.matcher(instruction);
        return new Question.Summary(
                text,
                chinese,
                limit.find() ? Math.max(1, Integer.parseInt(limit.group(1))) : USUAL_LIMIT,
                BULLETS.matcher(instruction).find(),
                focus.find() ? unquoted(focus.group(1)) : null,
                MERGE.matcher(instruction).find());
    }

    private static Question ask(Template template, String text, boolean chinese) {
        if (template.asksForLabel()) {
            List<String> labels = List.of(template.scalar("label").split("\\|", -1));
            return new Question.Sentiment(text, chinese, labels, template.keysOf("aspects"));
        }
        return new Question.Extraction(text, chinese, fields(template.values()));
    }

    private static List<Question.Field> fields(Map<String, Template.Value> values) {
        List<Question.Field> fields = new ArrayList<>();
        values.forEach((name, value) ->
                fields.add(new Question.Field(name, value.scalar(), value.list(), fields(value.values()))));
        return fields;
    }

    private static String unquoted(String focus) {
        return focus.replaceAll("[\"“”'‘’「」《》]", "").strip();
    }
}
