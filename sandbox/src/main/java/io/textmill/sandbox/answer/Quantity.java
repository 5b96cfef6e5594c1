package io.textmill.sandbox.answer;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A number as a text writes it: with separators, a unit, and words such as million or 万. */
record Quantity(BigDecimal value) {

    private static final Pattern DIGITS = Pattern.compile("(-?\\d[\\d,]*(?:\\.\\d+)?) ?([\\p{L}]*)");
    private static final Map<String, Integer> POWERS =
            Map.of("thousand", 3, "k", 3, "million", 6, "m", 6, "billion", 9, "bn", 9, "百", 2, "千", 3, "万", 4, "亿", 8);

    static Optional<Quantity> read(String written) {
        Matcher matcher = DIGITS.matcher(written);
        if (!matcher.find()) {
            return Optional.empty();
        }
        BigDecimal digits = new BigDecimal(matcher.group(1).replace(",", ""));
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        int power = 0;
        if (!unit.isEmpty() && Script.isHan(unit.charAt(0))) {
            for (int i = 0; i < unit.length() && POWERS.containsKey(unit.substring(i, i + 1)); i++) {
                power += POWERS.getOrDefault(unit.substring(i, i + 1), 0);
            }
        } else {
            power = POWERS.getOrDefault(unit, 0);
        }
        return Optional.of(new Quantity(digits.scaleByPowerOfTen(power)));
    }

    boolean isWhole() {
        return value.stripTrailingZeros().scale() <= 0;
    }

    JsonNode toJson() {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 && plain.precision() - plain.scale() < 18
                ? JsonNodeFactory.instance.numberNode(plain.longValueExact())
                : JsonNodeFactory.instance.numberNode(plain);
    }
}
