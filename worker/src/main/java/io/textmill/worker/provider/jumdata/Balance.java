package io.textmill.worker.provider.jumdata;

import io.textmill.worker.provider.Deadline;
import io.textmill.worker.provider.HttpCall;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What is left of a JumData account's money, at {@code /assistant/balance}. Not a call: it costs nothing. */
public final class Balance {
    private final JumDataSettings settings;
    private final HttpExchange http;
    private final Clock clock;

    /** An account, reached through that exchange; the clock stamps the request. */
    public Balance(JumDataSettings settings, HttpExchange http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Asks for it.
     *
     * @throws IOException when there is no answer, or one without a balance
     */
    public BigDecimal ask() throws IOException, InterruptedException {
        String timestamp = String.valueOf(clock.millis());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("appId", settings.appId());
        form.put("timestamp", timestamp);
        form.put("sign", Signature.sign(settings.appId(), settings.appSecret(), timestamp));
        URI uri = HttpCall.at(settings.connection().baseUrl(), "/assistant/balance");
        Deadline deadline = Deadline.in(settings.connection().timeout());
        Wire wire = http.send(settings.connection(), HttpCall.getForm(uri, form), deadline);
        if (!(wire instanceof Wire.Reply reply)) {
            throw new IOException("no answer from " + uri.getHost());
        }
        ObjectNode json = Json.object(reply.body());
        if (json == null || !Integer.valueOf(JumDataTable.SUCCESS).equals(Json.integer(json, "code"))) {
            String code = json == null ? null : Json.text(json, "code");
            throw new IOException("no balance from " + uri.getHost() + ", code " + code);
        }
        try {
            return new BigDecimal(String.valueOf(Json.text(json, "data")));
        } catch (NumberFormatException e) {
            throw new IOException("the balance from " + uri.getHost() + " is no number", e);
        }
    }
}
