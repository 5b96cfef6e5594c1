package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Delivery;
import io.textmill.sandbox.http.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The way from what the vendor says to what the client gets: here faults spoil it. */
final class Way {

    private static final Charset GBK = Charset.forName("GBK");

    private Way() {}

    static Response response(Spoken spoken, Fault fault) {
        var plain = Response.of(spoken.status(), spoken.headers(), spoken.body().getBytes(StandardCharsets.UTF_8));
        return switch (fault) {
            case Fault.Header(var name, var value, var inner) ->
                response(spoken, inner).withHeader(name, value);
            case Fault.SlowFirstByte(var by) -> plain.delivered(new Delivery.Late(by));
            case Fault.SlowBody(var over) -> plain.delivered(new Delivery.Dripped(over));
            case Fault.CutBody _ -> plain.delivered(new Delivery.Cut());
            case Fault.ResetBeforeRequest _, Fault.ResetAfterRequest _ -> Response.reset();
            case Fault.WrongContentType _ -> plain.withHeader("Content-Type", "text/html; charset=utf-8");
            case Fault.WrongCharset(var declared) ->
                plain.withBody(spoken.body().getBytes(GBK))
                        .withHeader("Content-Type", "application/json; charset=" + (declared ? "GBK" : "utf-8"));
            case Fault.HugeBody(var bytes) -> plain.delivered(new Delivery.Flood(bytes));
            case Fault.EmptyBody _ -> plain.withBody(new byte[0]);
            case Fault.InvalidJson _ ->
                plain.withBody(
                        spoken.body().substring(0, spoken.body().length() / 2).getBytes(StandardCharsets.UTF_8));
            case Fault.BlankLinesFirst _ -> plain.withBody(("\n\n\n" + spoken.body()).getBytes(StandardCharsets.UTF_8));
            case Fault.Code _, Fault.Status _, Fault.Shaped _ -> plain;
        };
    }
}
