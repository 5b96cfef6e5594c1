package io.textmill.worker.provider.jumdata;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Meaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JumData's codes mean. The page marks 200 and 201 alone as charged; a reply's own {@code charge} wins over the
 * table.
 */
final class JumDataTable {
    static final int SUCCESS = 200;

    static final List<Row> ROWS = List.of(
            new Row(201, Meaning.UNANSWERABLE, Charged.YES, "the provider found no answer"),
            // Length and emptiness are checked here before, so what is left is the filter for sensitive words. No code
            // is
            // documented for a bad signature: should it be this one too, then a wrong secret fails every job as
            // rejected
            // content. No message is known to tell the two apart, and those about a text may hold any word.
            new Row(
                    400,
                    Meaning.REJECTED,
                    Charged.NO,
                    "the provider refused the text, most likely for a sensitive word"),
            row(404, Meaning.MISCONFIGURED), // wrong address
            row(500, Meaning.UNAVAILABLE), // maintenance
            row(502, Meaning.TRANSIENT), // network error behind the service
            row(601, Meaning.MISCONFIGURED), // not subscribed
            row(602, Meaning.MISCONFIGURED), // account stopped
            row(603, Meaning.EXHAUSTED), // balance too low
            row(604, Meaning.MISCONFIGURED), // interface stopped
            row(606, Meaning.THROTTLED), // call limit exceeded
            row(607, Meaning.MISCONFIGURED), // IP not on the list
            row(609, Meaning.THROTTLED), // too frequent
            row(610, Meaning.TRANSIENT)); // timed out behind the service, by its own word

    private JumDataTable() {}

    /** The row of a code; by the code's hundred where none is documented. */
    static Row of(int code) {
        return ROWS.stream().filter(row -> row.code == code).findFirst().orElseGet(() -> row(code, byHundred(code)));
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

    private static Row row(int code, Meaning meaning) {
        return new Row(code, meaning, meaning.charged(), meaning.words());
    }

    /**
     * One code.
     *
     * @param code as documented
     * @param meaning what to do
     * @param charged whether it is charged when the reply does not say
     * @param words see {@link Meaning#words()}
     */
    record Row(
            int code,
            Meaning meaning,
            Charged charged,
            @Nullable String words) {}
}
