package io.textmill.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a job's {@code options}, each task's own. */
final class OptionsReader {
    private static final String OPTIONS = "options";
    private static final String FIELDS = "fields";
    private static final int MAX_FIELDS = 50;
    private static final Rule CHAT_ID = Rule.pattern("[A-Za-z0-9]{6,32}", "6 to 32 ASCII letters or digits");

    private final Set<String> unknown;

    /** Adds what it does not know to that set. */
    OptionsReader(Set<String> unknown) {
        this.unknown = unknown;
    }

    Options read(Task task, @Nullable ObjectNode object) {
        if (object == null) {
            return switch (task) {
                case SUMMARIZE -> SummarizeOptions.DEFAULT;
                case SENTIMENT -> SentimentOptions.DEFAULT;
                case EXTRACTION -> ExtractionOptions.DEFAULT;
            };
        }
        Fields fields = new Fields(object, OPTIONS);
        Options options = switch (task) {
            case SUMMARIZE -> summarize(fields);
            case SENTIMENT -> sentiment(fields);
            case EXTRACTION -> extraction(fields);
        };
        unknown.addAll(fields.unknown());
        return options;
    }

    private static SummarizeOptions summarize(Fields fields) {
        return new SummarizeOptions(
                fields.optionalInteger("maxCharacters", 10, 100_000),
                Objects.requireNonNullElse(
                        fields.optionalOneOf(
                                "style", SummarizeOptions.Style.values(), SummarizeOptions.Style::wireName),
                        SummarizeOptions.DEFAULT.style()),
                fields.optionalString("focus", Rule.text(200)),
                chatId(fields));
    }

    private static SentimentOptions sentiment(Fields fields) {
        List<String> labels = fields.optionalStrings("labels", 2, 20, Rule.text(40));
        List<String> aspects = fields.optionalStrings("aspects", 0, 20, Rule.text(60));
        return new SentimentOptions(
                labels == null ? SentimentOptions.DEFAULT_LABELS : labels,
                aspects == null ? List.of() : aspects,
                chatId(fields));
    }

    private ExtractionOptions extraction(Fields fields) {
        ObjectNode schema = fields.optionalObject("schema");
        List<JsonNode> wanted = fields.optionalList(FIELDS, 1, MAX_FIELDS, FIELDS);
        if (schema != null && wanted != null) {
            throw Refused.field(OPTIONS, "both fields and schema", "either fields or schema");
        }
        if (schema != null) {
            checkSchema(schema, fields.path("schema"));
            return new ExtractionOptions(List.of(), schema, chatId(fields));
        }
        return new ExtractionOptions(
                wanted == null ? ExtractionOptions.DEFAULT_FIELDS : fields(wanted, fields.path(FIELDS), 1),
                null,
                chatId(fields));
    }

    private static void checkSchema(ObjectNode schema, String path) {
        JsonNode type = schema.path("type");
        if (!type.isString() || !type.stringValue().equals("object")) {
            throw Refused.field(
                    Shown.path(path, "type"), type.isMissingNode() ? "missing" : Shown.value(type), "\"object\"");
        }
        JsonNode properties = schema.path("properties");
        if (!properties.isObject() || properties.isEmpty() || properties.size() > MAX_FIELDS) {
            throw Refused.field(
                    Shown.path(path, "properties"),
                    properties.isMissingNode() ? "missing" : Shown.value(properties),
                    "an object of 1 to " + MAX_FIELDS + " properties");
        }
    }

    private List<ExtractionOptions.Field> fields(List<JsonNode> nodes, String path, int level) {
        List<ExtractionOptions.Field> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            String at = Shown.path(path, i);
            if (!(nodes.get(i) instanceof ObjectNode object)) {
                throw Refused.field(at, Shown.value(nodes.get(i)), "an object with a name");
            }
            ExtractionOptions.Field field = field(new Fields(object, at), level);
            if (!names.add(field.name())) {
                throw Refused.field(Shown.path(at, "name"), Shown.value(object.get("name")), "each name once");
            }
            read.add(field);
        }
        return read;
    }

    private ExtractionOptions.Field field(Fields fields, int level) {
        ExtractionOptions.Type type = Objects.requireNonNullElse(
                fields.optionalOneOf("type", ExtractionOptions.Type.values(), ExtractionOptions.Type::wireName),
                ExtractionOptions.Type.STRING);
        List<String> values = fields.optionalStrings("enum", 1, 50, Rule.text(100));
        if ((type == ExtractionOptions.Type.ENUM) != (values != null)) {
            throw Refused.field(
                    fields.path("enum"),
                    values == null ? "missing" : "a list of " + values.size(),
                    "a list of values where the type is enum, nothing elsewhere");
        }
        List<ExtractionOptions.Field> inner = inner(fields, type, level);
        ExtractionOptions.Field field = new ExtractionOptions.Field(
                fields.string("name", Rule.name(60)),
                type,
                fields.optionalString("description", Rule.text(200)),
                values == null ? List.of() : values,
                fields.flag("many"),
                fields.flag("required"),
                inner);
        unknown.addAll(fields.unknown());
        return field;
    }

    /** The fields of an object field. */
    private List<ExtractionOptions.Field> inner(Fields fields, ExtractionOptions.Type type, int level) {
        boolean isObject = type == ExtractionOptions.Type.OBJECT;
        if (fields.has(FIELDS) && (!isObject || level == ExtractionOptions.MAX_LEVELS)) {
            throw Refused.field(
                    fields.path(FIELDS),
                    "fields of a field",
                    isObject
                            ? ExtractionOptions.MAX_LEVELS + " levels of fields"
                            : "nothing where the type is not object");
        }
        List<JsonNode> wanted = fields.optionalList(FIELDS, 1, MAX_FIELDS, FIELDS);
        if (isObject && wanted == null) {
            throw Refused.field(
                    fields.path(FIELDS),
                    "missing",
                    level == ExtractionOptions.MAX_LEVELS
                            ? "no object at level " + level
                            : "a list of 1 to " + MAX_FIELDS + " fields where the type is object");
        }
        return wanted == null ? List.of() : fields(wanted, fields.path(FIELDS), level + 1);
    }

    private static @Nullable String chatId(Fields fields) {
        return fields.optionalString("chatId", CHAT_ID);
    }
}
