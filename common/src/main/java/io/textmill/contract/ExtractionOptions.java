package io.textmill.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Options of an extraction job.
 *
 * @param fields what to extract, at most 50; the default fields when neither these nor a schema are given
 * @param schema a JSON Schema (2020-12) of an object, instead of {@code fields}
 * @param chatId see {@link Options#chatId()}
 */
public record ExtractionOptions(
        List<Field> fields,
        @Nullable JsonNode schema,
        @Nullable String chatId) implements Options {

    /** The fields of a job that names none. */
    public static final List<Field> DEFAULT_FIELDS =
            List.of(Field.many("person"), Field.many("organization"), Field.many("location"), Field.many("date"));

    /** How deep fields may lie: a field of an object of an object, and no deeper. */
    public static final int MAX_LEVELS = 3;

    /** The options of a job that names none. */
    public static final ExtractionOptions DEFAULT = new ExtractionOptions(DEFAULT_FIELDS, null, null);

    public ExtractionOptions {
        fields = List.copyOf(fields);
    }

    /**
     * One thing to extract.
     *
     * @param name a key of the result's {@code fields}, 1 to 60 characters
     * @param type the type of the value
     * @param description what it is, for the model; at most 200 characters
     * @param values the allowed values of an {@code enum} field, 1 to 50
     * @param many whether all occurrences are wanted (a list) or one
     * @param required whether a job without it fails; inside an object: whether one fails whose object was found without it
     * @param fields the fields of an {@code object} field, 1 to 50; there are at most {@link #MAX_LEVELS} levels of fields
     */
    public record Field(
            String name,
            Type type,
            @Nullable String description,
            @JsonProperty("enum") List<String> values,
            boolean many,
            boolean required,
            List<Field> fields) {

        public Field {
            values = List.copyOf(values);
            fields = List.copyOf(fields);
        }

        /** A field of any type but {@code object}. */
        public Field(
                String name,
                Type type,
                @Nullable String description,
                List<String> values,
                boolean many,
                boolean required) {
            this(name, type, description, values, many, required, List.of());
        }

        /** A field of strings, all occurrences wanted, none required. */
        static Field many(String name) {
            return new Field(name, Type.STRING, null, List.of(), true, false);
        }
    }

    /** The type of a field's value. */
    public enum Type {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        DATE,
        ENUM,
        OBJECT;

        /** The name on the wire. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Type of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
