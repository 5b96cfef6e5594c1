package io.textmill.sandbox.answer;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way in which a weak model mangles a right answer. The answer can be read from every one of them: a form that would
 * leave a doubt about these values is not {@linkplain #fits possible} for them.
 */
enum Mess {
    PROSE_BEFORE,
    PROSE_AROUND,
    FENCED,
    SMART_QUOTES,
    TRAILING_COMMA,
    SINGLE_QUOTES,
    BARE_KEYS,
    FULL_WIDTH,
    RAW_NEWLINES,
    DRAFT_THEN_FINAL,
    ANSWER_LABEL,
    BOLD;

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** One of the forms that are possible for the answer. */
    static Mess choose(SplittableRandom random, Answer clean) {
        List<Mess> possible =
                Arrays.stream(values()).filter(mess -> mess.fits(clean)).toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private boolean fits(Answer clean) {
        String text = clean.text();
        return switch (this) {
            case PROSE_BEFORE, PROSE_AROUND, FENCED, ANSWER_LABEL -> !text.contains("```");
            case BOLD -> !text.contains("*");
            case SMART_QUOTES -> clean instanceof Answer.Data ? !hasAny(text, "“”", "\\\"") : !hasAny(text, "“”\"");
            case SINGLE_QUOTES -> clean instanceof Answer.Data && !hasAny(text, "'", "\\\"");
            case BARE_KEYS -> clean instanceof Answer.Data(ObjectNode json) && hasPlainKeys(json);
            case RAW_NEWLINES -> clean instanceof Answer.Data && text.contains("\\n");
            case TRAILING_COMMA, FULL_WIDTH, DRAFT_THEN_FINAL -> clean instanceof Answer.Data;
        };
    }

    String mangle(Answer clean, boolean chinese, SplittableRandom random) {
        String text = clean.text();
        boolean data = clean instanceof Answer.Data;
        return switch (this) {
            case PROSE_BEFORE -> Phrases.opening(data, chinese, random) + "\n\n" + text;
            case PROSE_AROUND ->
                Phrases.opening(data, chinese, random) + "\n\n" + text + "\n\n" + Phrases.closing(chinese, random);
            case FENCED -> (data ? "```json\n" : "```\n") + text + "\n```";
            case ANSWER_LABEL -> Phrases.label(chinese, random) + text;
            case BOLD -> bold(text);
            case SMART_QUOTES ->
                clean instanceof Answer.Data(ObjectNode json) ? JsonDress.SMART.write(json) : "“" + text + "”";
            case SINGLE_QUOTES -> dressed(clean, JsonDress.SINGLE);
            case BARE_KEYS -> dressed(clean, JsonDress.BARE_KEYS);
            case RAW_NEWLINES -> dressed(clean, JsonDress.RAW_NEWLINES);
            case TRAILING_COMMA -> dressed(clean, JsonDress.TRAILING_COMMA);
            case FULL_WIDTH -> dressed(clean, JsonDress.FULL_WIDTH);
            case DRAFT_THEN_FINAL ->
                clean instanceof Answer.Data(ObjectNode json)
                        ? Phrases.draft(chinese) + JsonDress.NEAT.write(draft(json)) + "\n\n"
                                + Phrases.finalOne(chinese) + text
                        : text;
        };
    }

    private static String dressed(Answer clean, JsonDress dress) {
        return clean instanceof Answer.Data(ObjectNode json) ? dress.write(json) : clean.text();
    }

    /** A first attempt that is not the answer: it has found less. */
    private static ObjectNode draft(ObjectNode json) {
        ObjectNode draft = json.deepCopy();
        for (var entry : json.properties()) {
            JsonNode value = entry.getValue();
            if (value.isArray() && !value.isEmpty()) {
                ((ArrayNode) draft.get(entry.getKey())).remove(value.size() - 1);
                return draft;
            }
            if (value.isNumber() && entry.getKey().equals("score")) {
                draft.put("score", Math.round(value.doubleValue() * 50) / 100.0);
                return draft;
            }
            if (value.isString() && !json.has("score")) {
                draft.set(entry.getKey(), NullNode.getInstance());
                return draft;
            }
        }
        return draft;
    }

    /** Each line in bold, behind its bullet where it has one. */
    private static String bold(String text) {
        StringBuilder out = new StringBuilder();
        text.lines().forEach(line -> {
            boolean bullet = line.startsWith("- ");
            out.append(out.isEmpty() ? "" : "\n")
                    .append(bullet ? "- **" : "**")
                    .append(bullet ? line.substring(2) : line)
                    .append("**");
        });
        return out.toString();
    }

    private static boolean hasPlainKeys(ObjectNode json) {
        return json.properties().stream()
                .allMatch(entry -> PLAIN_KEY.matcher(entry.getKey()).matches()
                        && (!(entry.getValue() instanceof ObjectNode inner) || hasPlainKeys(inner)));
    }

    private static boolean hasAny(String text, String characters, String... strings) {
        return characters.chars().anyMatch(c -> text.indexOf(c) >= 0)
                || Arrays.stream(strings).anyMatch(text::contains);
    }
}
