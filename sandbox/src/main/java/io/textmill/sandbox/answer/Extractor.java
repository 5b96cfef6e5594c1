package io.textmill.sandbox.answer;

import io.textmill.sandbox.answer.Question.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Extracts the fields that were asked for. Strings and dates are verbatim from the text; numbers and booleans are JSON
 * values; what is not found is null, or an empty list.
 */
final class Extractor {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** How far from a value, in characters, a word counts that speaks of it. */
    private static final int NEAR = 60;

    /** The most values of a list: more than a model would write. */
    private static final int MOST_VALUES = 60;

    private final String text;
    private final String lower;

    private Extractor(String text) {
        this.text = text;
        // Not toLowerCase of the whole: that may change the length, and places must agree.
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Character.toLowerCase(folded.charAt(i)));
        }
        this.lower = folded.toString();
    }

    static ObjectNode extract(Question.Extraction question) {
        Extractor extractor = new Extractor(question.text());
        ObjectNode answer = NODES.objectNode();
        for (Field field : question.fields()) {
            List<JsonNode> values = extractor.values(field);
            if (field.many()) {
                ArrayNode list = answer.putArray(field.name());
                new LinkedHashSet<>(values).stream().limit(MOST_VALUES).forEach(list::add);
            } else {
                answer.set(field.name(), values.isEmpty() ? NODES.nullNode() : values.getFirst());
            }
        }
        return answer;
    }

    /** All values of the field, the likeliest first where one is wanted, else in the text's order. */
    private List<JsonNode> values(Field field) {
        if (!field.fields().isEmpty()) {
            return objects(field);
        }
        if (!field.values().isEmpty()) {
            return choices(field);
        }
        return switch (baseType(field)) {
            case "boolean" -> truth(field).map(List::<JsonNode>of).orElse(List.of());
            case "number" -> numbers(field, false);
            case "integer" -> numbers(field, true);
            case "date" -> strings(field, Kind.DATE);
            default -> strings(field, Kind.ofName(field.name()));
        };
    }

    /** An object from the whole text; of many, one from each sentence that has something of it. */
    private List<JsonNode> objects(Field field) {
        return (field.many() ? Sentences.of(text) : List.of(text))
                .stream()
                        .map(piece -> extract(new Question.Extraction(piece, false, field.fields())))
                        .filter(Extractor::saysSomething)
                        .<JsonNode>map(object -> object)
                        .toList();
    }

    private static boolean saysSomething(JsonNode value) {
        return value.isContainer() ? value.values().stream().anyMatch(Extractor::saysSomething) : !value.isNull();
    }

    private static String baseType(Field field) {
        String type = field.type().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < type.length() && Character.isLetter(type.charAt(end))) {
            end++;
        }
        return type.substring(0, end);
    }

    private List<JsonNode> strings(Field field, Kind kind) {
        Optional<String> named = field.many() || kind == Kind.DATE ? Optional.empty() : namedValue(field);
        if (named.isPresent() && (kind == Kind.KEYWORD || kind == Kind.CODE)) {
            return List.of(NODES.stringNode(named.get()));
        }
        return ordered(field, kind.find(text)).stream()
                .<JsonNode>map(span -> NODES.stringNode(span.of(text)))
                .toList();
    }

    /** The value that stands behind the field's own name and a colon. */
    private Optional<String> namedValue(Field field) {
        String name = String.join(" ", FieldName.words(field.name()));
        Matcher matcher = Pattern.compile("\\Q" + name.replace("\\E", "")
                        + "\\E\\s{0,3}[:：]\\s{0,3}([^,，。;；\\n]{1,60}?)(?=[,，。;；\\n]|\\.\\s|\\.?$)")
                .matcher(lower);
        return matcher.find()
                ? Optional.of(text.substring(matcher.start(1), matcher.end(1)).strip())
                : Optional.empty();
    }

    private List<JsonNode> numbers(Field field, boolean integral) {
        Kind kind = switch (Kind.ofName(field.name())) {
            case MONEY -> Kind.MONEY;
            case PERCENT -> Kind.PERCENT;
            default -> Kind.NUMBER;
        };
        List<Span> spans = kind.find(text);
        if (spans.isEmpty() && kind != Kind.NUMBER) {
            spans = Kind.NUMBER.find(text);
        }
        return ordered(field, spans).stream()
                .map(span -> Quantity.read(span.of(text)))
                .flatMap(Optional::stream)
                .filter(quantity -> !integral || quantity.isWhole())
                .map(Quantity::toJson)
                .toList();
    }

    private Optional<JsonNode> truth(Field field) {
        List<String> cues = FieldName.cues(field.name().replaceFirst("^(?:是否|有无|是不是)", ""));
        for (String sentence : Sentences.of(text)) {
            for (String clause : Sentences.clauses(sentence)) {
                String heard = clause.toLowerCase(Locale.ROOT);
                if (cues.stream().anyMatch(cue -> heard.contains(cue))) {
                    return Optional.of(NODES.booleanNode(!denies(heard)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean denies(String clause) {
        return Terms.NEGATIVE.matcher(clause).find();
    }

    private List<JsonNode> choices(Field field) {
        record Hit(int at, String value) {}
        List<Hit> hits = new ArrayList<>();
        for (String value : field.values()) {
            int at = lower.indexOf(value.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                hits.add(new Hit(at, value));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::at));
        return hits.stream().<JsonNode>map(hit -> NODES.stringNode(hit.value())).toList();
    }

    /** Where one value is wanted, the one nearest to a word that speaks of the field comes first. */
    private List<Span> ordered(Field field, List<Span> spans) {
        if (field.many() || spans.size() < 2) {
            return spans;
        }
        Set<String> cues = new LinkedHashSet<>(FieldName.cues(field.name()));
        Span nearest = spans.getFirst();
        int best = NEAR + 1;
        for (Span span : spans) {
            int distance = distance(cues, span);
            if (distance < best) {
                nearest = span;
                best = distance;
            }
        }
        List<Span> ordered = new ArrayList<>(spans);
        ordered.remove(nearest);
        ordered.addFirst(nearest);
        return ordered;
    }

    /** A word before the value counts more than one after it; most, one that the text defines: X (the "Lessor"). */
    private int distance(Set<String> cues, Span span) {
        String before = lower.substring(Math.max(0, span.start() - NEAR), span.start());
        String after = lower.substring(span.end(), Math.min(lower.length(), span.end() + NEAR / 2));
        String further = lower.substring(span.end(), Math.min(lower.length(), span.end() + 2 * NEAR));
        int distance = Integer.MAX_VALUE;
        for (String cue : cues) {
            int left = before.lastIndexOf(cue);
            int right = after.indexOf(cue);
            int defined = Math.max(further.indexOf("\"" + cue + "\""), further.indexOf("“" + cue + "”"));
            distance = defined < 0 ? distance : Math.min(distance, 1 + defined / 20);
            distance = left < 0 ? distance : Math.min(distance, before.length() - left - cue.length());
            distance = right < 0 ? distance : Math.min(distance, right == 0 ? 0 : 2 * right + 5);
        }
        return distance;
    }
}
