package io.textmill.sandbox.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads scripts: {@code [{"fault": "code", "code": "274702", "times": 3}, …]}. */
final class FaultReader {

    private static final int MOST_TIMES = 100_000;

    private FaultReader() {}

    /**
     * The faults of a script, each as often as it says.
     *
     * @throws IllegalArgumentException when something is missing, of a wrong type or unknown
     */
    static List<Fault> script(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("a script is a list of faults");
        }
        var faults = new ArrayList<Fault>();
        for (var item : json) {
            long times = item.has("times") ? number(item, "times") : 1;
            if (times < 1 || times > MOST_TIMES - faults.size()) {
                throw new IllegalArgumentException("times must be at least 1, all together at most " + MOST_TIMES);
            }
            faults.addAll(Collections.nCopies((int) times, fault(item)));
        }
        return faults;
    }

    private static Fault fault(JsonNode item) {
        var name = string(item, "fault");
        return switch (name) {
            case "none" -> Fault.none();
            case "code" -> Fault.code(string(item, "code"));
            case "status" -> Fault.status((int) number(item, "http"), item.has("body") ? string(item, "body") : "");
            case "slowFirstByte" -> Fault.slowFirstByte(Durations.parse(string(item, "duration")));
            case "slowBody" -> Fault.slowBody(Durations.parse(string(item, "duration")));
            case "cutBody" -> Fault.cutBody();
            case "resetBeforeRequest" -> Fault.resetBeforeRequest();
            case "resetAfterRequest" -> Fault.resetAfterRequest();
            case "wrongContentType" -> Fault.wrongContentType();
            case "wrongCharset" -> Fault.wrongCharset();
            case "declaredCharset" -> Fault.declaredCharset();
            case "hugeBody" -> Fault.hugeBody(number(item, "bytes"));
            case "emptyBody" -> Fault.emptyBody();
            case "invalidJson" -> Fault.invalidJson();
            case "codesAsStrings" -> Fault.codesAsStrings();
            case "blankLinesFirst" -> Fault.blankLinesFirst();
            case "truncated" -> Fault.truncated();
            case "refusal" -> Fault.refusal();
            case "shaped" -> Fault.shaped(Shape.valueOf(string(item, "shape").toUpperCase(Locale.ROOT)));
            case "header" -> Fault.header(string(item, "name"), string(item, "value"), fault(item.path("inner")));
            default -> throw new IllegalArgumentException("no fault is called " + name);
        };
    }

    private static String string(JsonNode item, String field) {
        if (!item.path(field).isString()) {
            throw new IllegalArgumentException(field + " must be a string");
        }
        return item.path(field).stringValue();
    }

    private static long number(JsonNode item, String field) {
        if (!item.path(field).isIntegralNumber()) {
            throw new IllegalArgumentException(field + " must be a whole number");
        }
        return item.path(field).longValue();
    }
}
