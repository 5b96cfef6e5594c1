package io.textmill.worker.provider;

import java.util.List;

/**
 * What a reply means of which nothing but the HTTP status can be used: a proxy's error page, an empty, cut, oversized or
 * undecodable body, JSON that is none, or an error without a code that the provider's own table knows.
 *
 * <table>
 *   <caption>The first row that holds the status decides</caption>
 *   <tr><td>2xx</td><td>Uncertain</td><td>the work was done and probably charged; only its answer is lost</td></tr>
 *   <tr><td>3xx</td><td>Misconfigured</td><td>redirects are not followed: a key goes only where it was configured to go
 *       </td></tr>
 *   <tr><td>401 403 404 405 407 410</td><td>Misconfigured</td><td>key, permission, address or proxy</td></tr>
 *   <tr><td>402</td><td>Exhausted</td><td>balance</td></tr>
 *   <tr><td>408 504</td><td>Uncertain</td><td>somebody gave up waiting for work that had begun</td></tr>
 *   <tr><td>409 425</td><td>Transient</td><td></td></tr>
 *   <tr><td>429</td><td>Throttled</td><td></td></tr>
 *   <tr><td>other 4xx</td><td>Invalid</td><td></td></tr>
 *   <tr><td>500</td><td>Transient for {@link #OPENAI}, Uncertain for {@link #FORM}</td><td>OpenAI does not charge an
 *       error; the form providers say nothing of a broken server, and prepaid money may be gone</td></tr>
 *   <tr><td>502 503 521 522 523 525 526</td><td>Transient</td><td>a gateway could not pass the request on</td></tr>
 *   <tr><td>all others</td><td>Uncertain</td><td></td></tr>
 * </table>
 */
public enum StatusTable {
    /** Juhe and JumData. */
    FORM(Meaning.UNCERTAIN),
    /** OpenAI and its kin. */
    OPENAI(Meaning.TRANSIENT);

    private static final List<Row> ROWS = List.of(
            new Row(200, 299, Meaning.UNCERTAIN),
            new Row(300, 399, Meaning.MISCONFIGURED),
            new Row(401, 401, Meaning.MISCONFIGURED),
            new Row(402, 402, Meaning.EXHAUSTED),
            new Row(403, 405, Meaning.MISCONFIGURED),
            new Row(407, 407, Meaning.MISCONFIGURED),
            new Row(408, 408, Meaning.UNCERTAIN),
            new Row(409, 409, Meaning.TRANSIENT),
            new Row(410, 410, Meaning.MISCONFIGURED),
            new Row(425, 425, Meaning.TRANSIENT),
            new Row(429, 429, Meaning.THROTTLED),
            new Row(400, 499, Meaning.INVALID),
            new Row(502, 503, Meaning.TRANSIENT),
            new Row(521, 523, Meaning.TRANSIENT),
            new Row(525, 526, Meaning.TRANSIENT));

    private final Meaning serverError;

    StatusTable(Meaning serverError) {
        this.serverError = serverError;
    }

    /** What the status alone means. */
    public Meaning meaning(int status) {
        if (status == 500) {
            return serverError;
        }
        return ROWS.stream()
                .filter(row -> row.from <= status && status <= row.to)
                .findFirst()
                .map(Row::meaning)
                .orElse(Meaning.UNCERTAIN);
    }

    /** The outcome of a call whose reply cannot be read. */
    public Outcome.Failed outcome(Wire.Unreadable reply) {
        Head head = reply.head();
        int status = head.status();
        Meaning meaning = meaning(status);
        Receipt receipt = new Receipt(meaning.charged(), null, null, null, head.requestId(), null, null);
        String code = status < 300 ? reply.reason() : "http_" + status;
        String message = "HTTP " + status + " without a usable body: " + reply.reason();
        return meaning.outcome(new Meaning.Failure(code, message, receipt, head.waitHint(), null));
    }

    private record Row(int from, int to, Meaning meaning) {}
}
