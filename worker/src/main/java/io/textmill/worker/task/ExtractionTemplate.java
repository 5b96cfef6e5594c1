package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions;
import io.textmill.contract.ExtractionOptions.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model is shown of the wanted fields. */
final class ExtractionTemplate {
    private ExtractionTemplate() {}

    /** The JSON object to fill in: {@code {"person":["string"],"seat":{"city":"string"},"founded":"date"}}. */
    static String of(List<Field> fields) {
        return fields.stream()
                .map(field -> {
                    String one = field.type() == ExtractionOptions.Type.OBJECT
                            ? of(field.fields())
                            : Json.quoted(placeholder(field));
                    return Json.quoted(field.name()) + ":" + (field.many() ? "[" + one + "]" : one);
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What stands for a value: its type, or the allowed values. */
    static String placeholder(Field field) {
        return field.type() == ExtractionOptions.Type.ENUM
                ? String.join("|", field.values())
                : field.type().wireName();
    }

    /** What the fields mean, as far as the job says. */
    static String descriptions(PromptFile file, List<Field> fields) {
        return descriptions(file, fields, "");
    }

    private static String descriptions(PromptFile file, List<Field> fields, String prefix) {
        StringBuilder clauses = new StringBuilder();
        for (Field field : fields) {
            String name = prefix + Wording.oneLine(field.name());
            if (field.description() != null && !field.description().isBlank()) {
                clauses.append(
                        file.fill("description", Map.of("name", name, "value", Wording.oneLine(field.description()))));
            }
            clauses.append(descriptions(file, field.fields(), name + "."));
        }
        return clauses.toString();
    }
}
