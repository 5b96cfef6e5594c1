package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import io.textmill.worker.text.Grounding;
import io.textmill.worker.text.Part;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads an answer about one part of a text as values, each with its place. */
record ExtractionAnswer(List<Field> fields, String source, Grounding grounding) {
    Reading<List<Found>> read(String answer, Part part) {
        return RawAnswer.plain(answer, part.shown().of(source)).then(plain -> readPlain(plain, part));
    }

    private Reading<List<Found>> readPlain(String answer, Part part) {
        JsonScan scan = JsonScan.of(answer);
        String shown = part.shown().of(source);
        if (scan.roots().isEmpty() && !scan.cutOff() && SpokenAnswer.isRefusal(answer, shown)) {
            return Reading.refused("a refusal in words");
        }
        if (answer.isBlank()) {
            return Reading.refused("an empty answer");
        }
        return JsonAnswer.read(
                scan, answer, shown, object -> new ValueReader(source, grounding, part).read(fields, whole(object)));
    }

    /** Where one object is all that is wanted, models give that one, without the name around it. */
    private ObjectNode whole(ObjectNode object) {
        Field only = fields.getFirst();
        boolean isInner = fields.size() == 1
                && Json.property(object, only.name()) == null
                && only.fields().stream().anyMatch(inner -> Json.property(object, inner.name()) != null);
        return isInner ? Json.MAPPER.createObjectNode().set(only.name(), object) : object;
    }
}
