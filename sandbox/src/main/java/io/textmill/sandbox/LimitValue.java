package io.textmill.sandbox;

import io.textmill.sandbox.provider.ProviderKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A limit as given on the command line: {@code 10} for every provider, or {@code juhe=10} for one.
 *
 * @param only the one provider that it is for; every provider when absent
 * @param value the limit
 */
record LimitValue(@Nullable ProviderKind only, int value) {

    /** What holds for that provider: its own value before everybody's, the last given of each; else the default. */
    static int of(ProviderKind kind, List<LimitValue> given, int otherwise) {
        int found = otherwise;
        boolean own = false;
        for (LimitValue limit : given) {
            if (limit.only == kind || (limit.only == null && !own)) {
                found = limit.value;
                own = limit.only == kind;
            }
        }
        return found;
    }

    /** Reads one. */
    static final class Converter implements ITypeConverter<LimitValue> {
        @Override
        public LimitValue convert(String value) {
            int equals = value.indexOf('=');
            ProviderKind only = equals < 0 ? null : provider(value.substring(0, equals));
            return new LimitValue(only, number(value.substring(equals + 1)));
        }

        private static ProviderKind provider(String name) {
            return Arrays.stream(ProviderKind.values())
                    .filter(kind -> kind.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no provider '" + name + "', only "
                            + Arrays.stream(ProviderKind.values())
                                    .map(ProviderKind::wireName)
                                    .collect(Collectors.joining(", "))));
        }

        private static int number(String digits) {
            try {
                int number = Integer.parseInt(digits);
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Told below.
            }
            throw new TypeConversionException("'" + digits + "' is not a whole number from 1");
        }
    }
}
