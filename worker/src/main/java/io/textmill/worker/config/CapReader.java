package io.textmill.worker.config;

import io.textmill.worker.spend.Cap;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one cap: the declaration of all its keys. */
final class CapReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Type<Cap.Per> PER = choice(Cap.Per.values());
    private static final Type<Cap.WhenReached> WHEN_REACHED = choice(Cap.WhenReached.values());

    private final String name;
    private final Section section;

    CapReader(String name, Section section) {
        this.name = name;
        this.section = section;
    }

    Cap read() {
        if (!NAME.matcher(name).matches()) {
            section.error("is no name for a cap, must be 1 to 63 letters, digits, dashes or underscores");
        }
        return new Cap(
                name,
                section.maybe("provider", Types.TEXT, "Whose calls it counts. Without it those of all providers."),
                section.maybe("tenant", Types.TEXT, "Whose jobs' calls it counts. Without it those of all jobs."),
                most(section.maybeSection("money")),
                section.required("per", PER, "Over which time it counts."),
                section.optional("zone", Types.ZONE, ZoneOffset.UTC, "Where its days and months begin."),
                section.optional(
                        "whenReached",
                        WHEN_REACHED,
                        Cap.WhenReached.WAIT,
                        "What becomes of a job that it stops: it waits for the next day or month, or it fails with"
                                + " `spend_cap_reached`."));
    }

    private Cap.Most most(@Nullable Section money) {
        var calls = section.maybe(
                "calls",
                Types.integer(1, 2_000_000_000),
                "The most calls that are charged or may have been. A cap has either this or `money`.");
        if ((money == null) == (calls == null)) {
            section.error("must have either money or calls");
        }
        Cap.Most most = money == null ? null : money(money);
        return most == null ? new Cap.Most.OfCalls(calls == null ? 1 : calls) : most;
    }

    private static Cap.Most money(Section money) {
        return new Cap.Most.OfMoney(
                money.required("amount", Types.number("0.000001", "1000000000"), "The most that may be spent."),
                money.required(
                        "currency",
                        Types.CURRENCY,
                        "The currency of that. Calls of providers with a price in another are not counted."));
    }

    private static <E extends Enum<E>> Type<E> choice(E[] values) {
        List<E> all = Arrays.asList(values);
        return Types.oneOf("choice", all, value -> value.name().toLowerCase(Locale.ROOT));
    }
}
