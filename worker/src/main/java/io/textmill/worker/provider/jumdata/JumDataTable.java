package io.textmill.worker.provider.jumdata;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Meaning;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What JumData's codes mean. The page marks 200 and 201 alone as charged; a reply's own {@code charge} wins over the
 * table.
 */
final class JumDataTable {
    static final int SUCCESS = 200;

    static final List<Row> ROWS = List.of(
            new Row(201, "", Meaning.UNANSWERABLE, Charged.YES), // nothing found
            // No code is documented for a bad signature: what names the parameters of the signature is about them.
            row(400, "(?i)签名|sign|appid|timestamp|时间戳", Meaning.MISCONFIGURED),
            // Length and emptiness are checked here before, so what is left is the filter for sensitive words.
            row(400, "", Meaning.REJECTED),
            row(404, "", Meaning.MISCONFIGURED), // wrong address
            row(500, "", Meaning.UNAVAILABLE), // maintenance
            row(502, "", Meaning.TRANSIENT), // network error behind the service
            row(601, "", Meaning.MISCONFIGURED), // not subscribed
            row(602, "", Meaning.MISCONFIGURED), // account stopped
            row(603, "", Meaning.EXHAUSTED), // balance too low
            row(604, "", Meaning.MISCONFIGURED), // interface stopped
            row(606, "", Meaning.THROTTLED), // call limit exceeded
            row(607, "", Meaning.MISCONFIGURED), // IP not on the list
            row(609, "", Meaning.THROTTLED), // too frequent
            row(610, "", Meaning.TRANSIENT)); // timed out behind the service, by its own word

    private JumDataTable() {}

    /** The row of a code and its message; by the code's hundred where none is documented. */
    static Row row(int code, String message) {
        return ROWS.stream()
                .filter(row -> row.code == code && row.matches(message))
                .findFirst()
                .orElseGet(() -> row(code, "", byHundred(code)));
    }

    /**
     * 2xx is charged as far as the page goes and 6xx is about the account, so money is not risked on the first and
     * nothing is dead-lettered for the second.
     */
    private static Meaning byHundred(int code) {
        return switch (code / 100) {
            case 4 -> Meaning.INVALID;
            case 5 -> Meaning.TRANSIENT;
            case 6 -> Meaning.MISCONFIGURED;
            default -> Meaning.UNCERTAIN;
        };
    }

    private static Row row(int code, String message, Meaning meaning) {
        return new Row(code, message, meaning, meaning.charged());
    }

    /**
     * One code.
     *
     * @param code as documented
     * @param message a regular expression to be found in the message; empty for any
     * @param meaning what to do
     * @param charged whether it is charged when the reply does not say
     */
    record Row(int code, String message, Meaning meaning, Charged charged) {
        private boolean matches(String text) {
            return Pattern.compile(message).matcher(text).find();
        }
    }
}
