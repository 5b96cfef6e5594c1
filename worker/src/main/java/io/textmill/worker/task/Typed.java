package io.textmill.worker.task;

import io.textmill.contract.ExtractionOptions.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value as its field's type.
 *
 * @param verbatim as the model wrote it
 * @param value as a JSON value of the type; null when it is a number that cannot be read as one
 */
record Typed(String verbatim, @Nullable JsonNode value) {
    private static final Set<String> YES = Set.of("true", "yes", "y", "是", "有", "对", "真", "是的");
    private static final Set<String> NO = Set.of("false", "no", "n", "否", "不是", "无", "没有", "不", "假", "错");
    private static final Set<String> ABSENT = Set.of(
            "",
            "null",
            "none",
            "nil",
            "n/a",
            "na",
            "unknown",
            "not mentioned",
            "not found",
            "not specified",
            "无",
            "没有",
            "未提及",
            "未提到",
            "未知",
            "不详",
            "空");

    /** More are no quantity; written out, an exponent can take all memory. */
    private static final int MAX_DIGITS = 50;

    /** Reads one scalar. */
    static Reading<Typed> of(Field field, JsonNode node) {
        if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
            return Reading.refused("is neither a value nor a list of values");
        }
        BigDecimal number = node.isNumber() ? node.decimalValue() : null;
        if (number != null && (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS)) {
            return Reading.refused("is a number of more than " + MAX_DIGITS + " digits");
        }
        String verbatim = number == null ? node.asString().strip() : number.toPlainString();
        return switch (field.type()) {
            case STRING -> Reading.right(new Typed(verbatim, text(verbatim)));
            case DATE -> Reading.right(new Typed(verbatim, date(verbatim)));
            case NUMBER -> Reading.right(new Typed(verbatim, number(verbatim, false)));
            case INTEGER -> Reading.right(new Typed(verbatim, number(verbatim, true)));
            case BOOLEAN -> known(verbatim, bool(verbatim), "is neither true nor false");
            case ENUM -> known(verbatim, oneOf(field.values(), verbatim), "is none of its allowed values");
            case OBJECT -> Reading.refused("is no object");
        };
    }

    /** Whether the word says that there is no value. */
    static boolean isAbsent(String verbatim) {
        return ABSENT.contains(Plain.key(verbatim));
    }

    /** How the value may stand in a text: in no way where it is a judgement, {@code true} or {@code false}. */
    List<String> forms() {
        if (value != null && value.isBoolean() && value.asString().equals(verbatim)) {
            return List.of();
        }
        BigDecimal number = value != null && value.isNumber() ? value.decimalValue() : null;
        if (number == null || Numbers.forms(number).contains(verbatim)) {
            return number == null ? List.of(verbatim) : Numbers.forms(number);
        }
        return List.of(verbatim);
    }

    private static Reading<Typed> known(String verbatim, @Nullable JsonNode value, String otherwise) {
        return value == null ? Reading.refused(otherwise) : Reading.right(new Typed(verbatim, value));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static JsonNode date(String verbatim) {
        LocalDate date = Dates.parse(verbatim);
        return text(date == null ? verbatim : date.toString());
    }

    private static @Nullable JsonNode number(String verbatim, boolean whole) {
        BigDecimal number = Numbers.parse(verbatim);
        boolean fits = number != null && (!whole || number.stripTrailingZeros().scale() <= 0);
        return number != null && fits ? Json.number(number) : null;
    }

    private static @Nullable JsonNode bool(String verbatim) {
        String key = Plain.key(verbatim);
        return YES.contains(key)
                ? JsonNodeFactory.instance.booleanNode(true)
                : NO.contains(key) ? JsonNodeFactory.instance.booleanNode(false) : null;
    }

    private static @Nullable JsonNode oneOf(List<String> values, String verbatim) {
        return values.stream()
                .filter(value -> Plain.key(value).equals(Plain.key(verbatim)))
                .findFirst()
                .map(Typed::text)
                .orElse(null);
    }
}
