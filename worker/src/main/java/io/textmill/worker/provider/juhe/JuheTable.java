package io.textmill.worker.provider.juhe;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Meaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Juhe's codes mean. The page says nothing of charging: a success is taken as charged and a failure as not, but for
 * the two that may come after the work was done; for those an operator who has compared a bill can say it.
 */
final class JuheTable {
    static final int SUCCESS = 0;

    private static final int NOT_ANSWERED = 274704;
    private static final int INTERNAL_ERROR = 10014;

    static final List<Row> ROWS = List.of(
            new Row(274701, 0, Meaning.INVALID, Charged.NO, false, "the provider calls the text empty or too long"),
            row(274702, 0, Meaning.TRANSIENT), // query failed
            row(274703, 0, Meaning.TRANSIENT), // network error behind the service
            new Row(
                    NOT_ANSWERED,
                    0,
                    Meaning.UNANSWERABLE,
                    Charged.UNKNOWN,
                    false,
                    "the provider does not answer this content for now"),
            row(10001, 101, Meaning.MISCONFIGURED), // wrong key
            row(10002, 102, Meaning.MISCONFIGURED), // key without permission
            row(10003, 103, Meaning.MISCONFIGURED), // key expired
            row(10004, 104, Meaning.MISCONFIGURED), // wrong OPENID
            row(10005, 105, Meaning.MISCONFIGURED), // application not reviewed in time
            row(10007, 107, Meaning.MISCONFIGURED), // unknown source
            row(10008, 108, Meaning.MISCONFIGURED), // IP banned
            row(10009, 109, Meaning.MISCONFIGURED), // key banned
            row(10011, 111, Meaning.THROTTLED), // this IP asks too often
            new Row(10012, 112, Meaning.EXHAUSTED, Charged.NO, true, null), // the day's count is used up
            row(10013, 113, Meaning.EXHAUSTED), // a test key's count is used up
            row(INTERNAL_ERROR, 114, Meaning.UNCERTAIN), // internal error: check your order
            row(10020, 120, Meaning.UNAVAILABLE), // maintenance
            row(10021, 121, Meaning.MISCONFIGURED)); // interface closed

    private JuheTable() {}

    /** Whether a code is charged: as the account's settings say where the page does not. */
    static Charged charged(Row row, JuheSettings.Charging charging) {
        return switch (row.code) {
            case NOT_ANSWERED -> charging.notAnswered();
            case INTERNAL_ERROR -> charging.internalError();
            default -> row.charged;
        };
    }

    /** The row of a code, new or old; by the code's format where none is documented. */
    static Row row(int code) {
        return ROWS.stream()
                .filter(row -> row.code == code || row.old == code)
                .findFirst()
                .orElseGet(() -> row(code, 0, byFormat(code)));
    }

    /**
     * The first digit says whose error it is: 2 the service's, 1 the system's; codes are 6, 5 or, of old, 3 long. An
     * unknown one of the service is tried again no more often than any other failure: the configured attempts are its
     * limit too.
     */
    private static Meaning byFormat(int code) {
        boolean service = code / 100_000 == 2 || code / 100 == 2;
        boolean system = code / 10_000 == 1 || code / 100 == 1;
        return service ? Meaning.TRANSIENT : system ? Meaning.MISCONFIGURED : Meaning.UNCERTAIN;
    }

    private static Row row(int code, int old, Meaning meaning) {
        return new Row(code, old, meaning, meaning.charged(), false, meaning.words());
    }

    /**
     * One code.
     *
     * @param code as documented
     * @param old the same in replies of the old form; 0 when it has none
     * @param meaning what to do
     * @param charged whether it is charged
     * @param untilMidnight whether it ends with the provider's day
     * @param words see {@link Meaning#words()}
     */
    record Row(
            int code,
            int old,
            Meaning meaning,
            Charged charged,
            boolean untilMidnight,
            @Nullable String words) {}
}
