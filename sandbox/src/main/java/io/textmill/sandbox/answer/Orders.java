package io.textmill.sandbox.answer;

import java.util.List;
import java.util.regex.Pattern;

/** How orders to a model are worded. What it is to say follows where the pattern ends. */
final class Orders {
    private static final String SAY = "(?:output|return|say|reply|responde?|answer|print|write"
            + "|antworte|schreibe?|répond(?:s|ez)|écri(?:s|vez)|escribe|ответь|напиши"
            + "|输出|返回|回答|回复|答复|只答|只说|说|答え)";

    /** To set the instruction aside; what is to be said instead follows within the same breath. */
    private static final Pattern IGNORE = Pattern.compile("(?iu)(?:"
            + String.join(
                    "|",
                    "\\b(?:ignore|disregard|forget|override)\\b[^.!?。\r\n]{0,40}?"
                            + "\\b(?:above|previous|prior|earlier|preceding|all|your|any)\\b",
                    "(?:忽略|无视|忘记|忘掉|不要理会|不用管)[^。！？\r\n]{0,12}?(?:以上|上面|之前|前面|先前|上述|所有|此前|你的)",
                    "\\bignorier[et]?\\b[^.!?\r\n]{0,40}?\\b(?:obigen?|vorherigen?|bisherigen?|alle)\\b",
                    "\\bignore[zs]?\\b[^.!?\r\n]{0,40}?\\b(?:précédentes?|dessus|toutes)",
                    "\\bignora\\b[^.!?\r\n]{0,40}?\\b(?:anteriores|todas)\\b",
                    "(?:игнорируй|забудь)[^.!?\r\n]{0,40}?(?:предыдущие|все)",
                    "(?:指示|命令)[^。\r\n]{0,6}?無視")
            + ")[\\s\\S]{0,120}?" + SAY);

    /** Bare ones, told from narration by "only", a quotation mark or a brace. */
    private static final Pattern BARE = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "\\b(?:output|return|reply|respond|answer|print|say)(?: with)? (?:only|just|exactly)(?: with)?\\b",
                    "\\b(?:only|just) (?:output|return|reply|respond|answer|print)(?: with)?\\b",
                    "\\b(?:output|return|print) ?[:：]?(?= ?[{\"“'`])",
                    "(?:输出|返回|请回答|请回复)[：:]?(?=[“\"「{])",
                    "(?:只|仅|直接)(?:能|要|需|许)?(?:输出|返回|回答|回复)")
            + ")");

    /** Behind a mark that pretends to end the text, or a heading that pretends to begin a task. */
    private static final Pattern AFTER_THE_END = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "</(?:text|document|input|user|data)[^>\n]{0,40}>",
                    "<\\|(?:im_end|eot_id|endoftext|end)\\|>",
                    "<(?:end_of_turn|/s)>",
                    "\\[/(?:inst|text)]",
                    "[-=*#]{3,} ?(?:end|结束)[^\n]{0,40}",
                    "\\b(?:end of (?:the )?(?:text|document|input)|(?:new|real|next|updated)"
                            + " (?:task|instructions?))\\s*[.:：)\\]\n"
                            + "]",
                    "(?:文本|文字|全文|正文)(?:到此)?(?:结束|完)",
                    "新的?(?:任务|指令|要求)")
            + ")[\\s\\S]{0,60}?" + SAY);

    /** The mark of another role in the conversation, or of the place where the answer goes. */
    private static final Pattern ROLE = Pattern.compile(
            "(?i)(?:"
                    + String.join(
                            "|",
                            "<\\|?(?:im_start\\|>|start_header_id\\|>)?(?:system|assistant)(?:\\|?>|<\\|end_header_id\\|>|\\s)",
                            "<start_of_turn>model",
                            "<<sys>>",
                            "\\[(?:system|assistant|inst)]",
                            "^#{0,4} ?(?:system|assistant|系统|助手) ?(?:prompt|message|提示|消息)?[:：]",
                            "^#{1,4} ?(?:instruction|response|output|指令|回答)[:：]?",
                            "^(?:answer|output|result|label|summary|答案|输出|结果|标签|摘要)[:：]")
                    + ")(?:\\s{0,3}" + SAY + ")?",
            Pattern.MULTILINE);

    /** The most outspoken first. */
    static final List<Pattern> WORDED = List.of(IGNORE, AFTER_THE_END, BARE, ROLE);

    /** To tell what only the provider's customer should know. */
    static final Pattern REVEAL = Pattern.compile("(?i)(?:"
            + String.join(
                    "|",
                    "\\b(?:reveal|repeat|print|show|output|disclose)\\b[^.!?\r\n]{0,30}?"
                            + "\\b(?:prompt|instructions?|words above|everything above)\\b",
                    "(?:重复|复述|输出|显示|泄露|告诉我)[^。！？\r\n]{0,10}?(?:提示词|系统提示|指令|上面的话|以上内容)")
            + ")");

    private Orders() {}
}
