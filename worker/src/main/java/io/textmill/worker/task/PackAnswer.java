package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Matches the entries of a shared answer to the texts that were asked about: by the number of the text and by how it
 * begins, both. Where one of them is missing, wrong or fits a second text, and where a number comes twice, there is no
 * entry for that text. Pure.
 */
final class PackAnswer {
    private static final String ANSWERS = "answers";

    private final List<String> texts;
    private final List<Opening> openings;

    PackAnswer(List<String> texts) {
        this.texts = texts;
        this.openings = texts.stream().map(Opening::of).toList();
    }

    /** The entry of each text, without its number and echo. */
    List<Optional<ObjectNode>> entries(String answer) {
        List<ObjectNode> written = written(answer);
        return IntStream.range(0, texts.size())
                .mapToObj(text -> only(written.stream()
                                .filter(entry -> isNumbered(entry, text))
                                .toList())
                        .filter(entry -> isEchoed(entry, text))
                        .map(PackAnswer::judgement))
                .toList();
    }

    private List<ObjectNode> written(String answer) {
        String whole = wrapped(answer);
        Reading<List<ObjectNode>> reading =
                JsonAnswer.read(JsonScan.of(whole), whole, String.join("\n", texts), PackAnswer::entries);
        return reading instanceof Reading.Right<List<ObjectNode>>(var entries) ? entries : List.of();
    }

    /** A list that is the whole of the JSON is taken for the entries. */
    private static String wrapped(String answer) {
        JsonScan scan = JsonScan.of(answer);
        boolean isList = !scan.cutOff()
                && scan.roots().size() == 1
                && scan.roots().getFirst().json().startsWith("[");
        return isList ? "{\"" + ANSWERS + "\":" + scan.roots().getFirst().json() + "}" : answer;
    }

    private static Reading<List<ObjectNode>> entries(ObjectNode object) {
        JsonNode list = Json.property(object, ANSWERS);
        if (list == null && object.size() == 1) {
            list = object.iterator().next();
        }
        if (list == null || !list.isArray()) {
            return Reading.refused("no list of answers");
        }
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode entry)) {
                return Reading.refused("an answer that is no object");
            }
            entries.add(entry);
        }
        return Reading.right(entries);
    }

    private static Optional<ObjectNode> only(List<ObjectNode> entries) {
        return entries.size() == 1 ? Optional.of(entries.getFirst()) : Optional.empty();
    }

    private static boolean isNumbered(ObjectNode entry, int text) {
        return number(Json.property(entry, "index")).equals(OptionalInt.of(text + 1));
    }

    private static OptionalInt number(@Nullable JsonNode node) {
        if (node == null || (!node.isNumber() && !node.isString())) {
            return OptionalInt.empty();
        }
        String digits = Plain.of(node.asString());
        return digits.matches("[0-9]{1,3}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /** Whether it copies how that text begins, and no other one begins so: the same text may, whose answer is the same. */
    private boolean isEchoed(ObjectNode entry, int text) {
        JsonNode node = Json.property(entry, "echo");
        if (node == null || !node.isString() || !openings.get(text).isEchoed(node.asString())) {
            return false;
        }
        return IntStream.range(0, texts.size())
                .noneMatch(other -> !texts.get(other).equals(texts.get(text))
                        && openings.get(other).isEchoed(node.asString()));
    }

    private static ObjectNode judgement(ObjectNode entry) {
        ObjectNode judgement = entry.deepCopy();
        for (String name : entry.propertyNames()) {
            if (Plain.key(name).equals("index") || Plain.key(name).equals("echo")) {
                judgement.remove(name);
            }
        }
        return judgement;
    }
}
