package io.textmill.worker.config;

import io.textmill.worker.provider.Secret;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of values. */
final class Types {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern HOST_PORT = Pattern.compile("(" + HOST.pattern() + "):(\\d{1,5})");

    private static final Pattern PLAIN = Pattern.compile("(?=.*\\S)\\P{Cntrl}+");

    static final Type<String> TEXT = text("text, not blank and without control characters", PLAIN, "text");

    static final Type<Secret> SECRET = new Type<>(
            "secret",
            "text, not blank and without control characters",
            new Secret("none"),
            Type.Form.SECRET,
            text -> PLAIN.matcher(text).matches() ? new Secret(text) : null,
            Secret::toString);

    static final Type<Boolean> BOOLEAN = oneOf("boolean", List.of(true, false), String::valueOf);

    static final Type<String> HOST_NAME = new Type<>(
            "host", "a host name or an IP address", "localhost", Type.Form.TEXT, Types::host, Function.identity());

    static final Type<InetSocketAddress> ADDRESS = new Type<>(
            "host:port",
            "host:port",
            InetSocketAddress.createUnresolved("localhost", 1),
            Type.Form.TEXT,
            Types::address,
            address -> address.getHostString() + ":" + address.getPort());

    static final Type<String> ADDRESSES = new Type<>(
            "host:port list",
            "host:port, or several with commas between",
            "localhost:9092",
            Type.Form.TEXT,
            Types::addresses,
            Function.identity());

    static final Type<URI> URL = new Type<>(
            "URL",
            "an http or https URL with a host, without user, query or fragment",
            URI.create("http://localhost"),
            Type.Form.TEXT,
            Types::url,
            URI::toString);

    static final Type<ZoneId> ZONE = new Type<>(
            "time zone",
            "a time zone such as Asia/Shanghai or UTC",
            ZoneOffset.UTC,
            Type.Form.TEXT,
            Types::zone,
            ZoneId::getId);

    static final Type<Currency> CURRENCY = new Type<>(
            "currency",
            "a currency of ISO 4217 such as CNY or USD",
            Currency.getInstance("XXX"),
            Type.Form.TEXT,
            Types::currency,
            Currency::getCurrencyCode);

    private Types() {}

    /** Text of that form. */
    static Type<String> text(String allowed, Pattern form, String standIn) {
        return new Type<>(
                "text",
                allowed,
                standIn,
                Type.Form.TEXT,
                text -> form.matcher(text).matches() ? text : null,
                Function.identity());
    }

    /** A whole number between two, inclusive. */
    static Type<Integer> integer(int min, int max) {
        return new Type<>(
                "whole number",
                "a whole number from %d to %d".formatted(min, max),
                min,
                Type.Form.ANY,
                text -> integer(text, min, max),
                String::valueOf);
    }

    /** A number between two, inclusive. */
    static Type<BigDecimal> number(String min, String max) {
        return new Type<>(
                "number",
                "a number from " + min + " to " + max,
                new BigDecimal(min),
                Type.Form.ANY,
                text -> number(text, new BigDecimal(min), new BigDecimal(max)),
                BigDecimal::toPlainString);
    }

    /** A duration between two, inclusive. */
    static Type<Duration> duration(Duration min, Duration max) {
        return new Type<>(
                "duration",
                "a duration from " + Durations.print(min) + " to " + Durations.print(max)
                        + ", written like 250ms, 10s, 2m, 24h or 7d",
                min,
                Type.Form.TEXT,
                text -> {
                    var duration = Durations.parse(text);
                    return duration != null && between(duration, min, max) ? duration : null;
                },
                Durations::print);
    }

    /** One of a few values, in any case of letters. */
    static <T> Type<T> oneOf(String name, List<T> values, Function<T, String> written) {
        return new Type<>(
                name,
                values.stream().map(written).collect(Collectors.joining(" or ")),
                values.getFirst(),
                Type.Form.ANY,
                text -> values.stream()
                        .filter(value -> written.apply(value).equalsIgnoreCase(text))
                        .findFirst()
                        .orElse(null),
                written);
    }

    private static @Nullable Integer integer(String text, int min, int max) {
        try {
            var number = Integer.parseInt(text);
            return between(number, min, max) ? (Integer) number : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(String text, BigDecimal min, BigDecimal max) {
        try {
            // A plain decimal of few digits: an exponent could blow up to a gigabyte when printed.
            var number = text.length() > 20 ? null : new BigDecimal(text);
            return number != null && number.scale() >= 0 && number.scale() <= 20 && between(number, min, max)
                    ? number
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static <C extends Comparable<? super C>> boolean between(C value, C min, C max) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    private static @Nullable String host(String text) {
        var bare = text.indexOf(':') >= 0 && !text.startsWith("[") ? "[" + text + "]" : text;
        return HOST.matcher(bare).matches() ? text : null;
    }

    private static @Nullable InetSocketAddress address(String text) {
        var matcher = HOST_PORT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        var port = Integer.parseInt(matcher.group(matcher.groupCount()));
        return between(port, 1, 65_535) ? InetSocketAddress.createUnresolved(matcher.group(1), port) : null;
    }

    private static @Nullable String addresses(String text) {
        var all = Stream.of(text.split(",", -1)).map(String::strip).toList();
        return all.stream().allMatch(one -> address(one) != null) ? String.join(",", all) : null;
    }

    private static @Nullable URI url(String text) {
        try {
            var url = new URI(text.replaceFirst("/+$", ""));
            var scheme = url.getScheme();
            var http = "http".equals(scheme) || "https".equals(scheme);
            var bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return http && bare && url.getHost() != null && url.getPort() <= 65_535 ? url : null;
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Currency currency(String text) {
        try {
            return Currency.getInstance(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
