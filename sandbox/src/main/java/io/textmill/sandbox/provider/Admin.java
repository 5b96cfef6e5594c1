package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import io.textmill.sandbox.http.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * What every simulator answers on its own port beside the vendor's interface: {@code /ledger}, {@code /arrivals} and
 * {@code /script}.
 */
final class Admin {

    private static final String LEDGER = "/ledger";
    private static final String ARRIVALS = "/arrivals";
    private static final String SCRIPT = "/script";
    private static final Pattern AFTER = Pattern.compile("after=([0-9]{1,18})");

    private final ProviderKind kind;
    private final Ledger ledger;
    private final Consumer<List<Fault>> scripts;

    Admin(ProviderKind kind, Ledger ledger, Consumer<List<Fault>> scripts) {
        this.kind = kind;
        this.ledger = ledger;
        this.scripts = scripts;
    }

    static boolean isAdmin(String path) {
        return path.equals(LEDGER) || path.equals(ARRIVALS) || path.equals(SCRIPT);
    }

    Response answer(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + LEDGER -> json(200, books(request.query().equals("entries=true")));
            case "GET " + ARRIVALS -> arrivals(request.query());
            case "POST " + SCRIPT -> script(request.body());
            default -> json(405, Map.of("error", "GET /ledger, GET /arrivals or POST /script"));
        };
    }

    private Books books(boolean withEntries) {
        return new Books(kind.wireName(), ledger.totals(), withEntries ? ledger.entries() : null);
    }

    private Response arrivals(String query) {
        Matcher after = AFTER.matcher(query);
        return query.isEmpty() || after.matches()
                ? json(200, ledger.arrivals(query.isEmpty() ? 0 : Long.parseLong(after.group(1))))
                : json(400, Map.of("error", "not after=N: " + query));
    }

    private Response script(byte[] body) {
        try {
            var faults = FaultReader.script(Json.read(body));
            scripts.accept(faults);
            return json(200, Map.of("scripted", faults.size()));
        } catch (IllegalArgumentException e) {
            return json(400, Map.of("error", String.valueOf(e.getMessage())));
        } catch (JacksonException e) {
            return json(400, Map.of("error", "not JSON: " + e.getOriginalMessage()));
        }
    }

    private static Response json(int status, Object document) {
        return Response.of(status, Headers.of("Content-Type", "application/json"), Json.bytes(document));
    }
}
