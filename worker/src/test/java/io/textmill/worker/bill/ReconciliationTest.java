package io.textmill.worker.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.textmill.contract.CallEntry;
import io.textmill.contract.CallRecord;
import io.textmill.contract.Charged;
import io.textmill.contract.Task;
import io.textmill.worker.bill.Reconciliation.Difference;
import io.textmill.worker.bill.Reconciliation.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    @Test
    void findsNothingWhereBothSayTheSame() {
        var found = Reconciliation.of(
                Bill.parse("G1,true\nG2,false\n"), List.of(call("G1", Charged.YES), call("G2", Charged.NO)));

        assertThat(found.differences()).isEmpty();
        assertThat(found.sums()).isEqualTo(new Reconciliation.Sums(1, 1, 0, 0));
    }

    @Test
    void tellsEveryKindOfDifference() {
        Bill bill = Bill.parse("""
            charged,order_id,note
            true,twice,"a, ""quoted"" note"
            true,twice,
            yes,strange,
            no,refused,
            1,free,
            true,unsure,
            """);

        var found = Reconciliation.of(
                bill,
                List.of(
                        call("twice", Charged.YES),
                        call("refused", Charged.YES),
                        call("free", Charged.NO),
                        call("unsure", Charged.UNKNOWN),
                        call("forgotten", Charged.YES),
                        call("lost", Charged.UNKNOWN),
                        call(null, Charged.UNKNOWN),
                        call("nothing", Charged.NO)));

        assertThat(found.differences())
                .extracting(Difference::kind, Difference::id, Difference::billed)
                .containsExactly(
                        tuple(Kind.BILLED_TWICE, "twice", true),
                        tuple(Kind.BILLED_AND_UNKNOWN_TO_US, "strange", true),
                        tuple(Kind.CHARGED_DIFFERS, "refused", false),
                        tuple(Kind.CHARGED_DIFFERS, "free", true),
                        tuple(Kind.UNKNOWN_RESOLVED, "unsure", true),
                        tuple(Kind.CHARGED_AND_NOT_BILLED, "forgotten", null),
                        tuple(Kind.UNKNOWN_RESOLVED, "lost", null));
        assertThat(found.sums()).isEqualTo(new Reconciliation.Sums(5, 3, 3, 1));
    }

    @Test
    void takesTheRecordsOfAllWhoShareACallForOneCall() {
        var found = Reconciliation.of(
                Bill.parse("G1,true\nG2,true\n"),
                List.of(
                        shared("G1", Charged.YES, 0.333334),
                        shared("G1", Charged.YES, 0.333333),
                        shared("G1", Charged.YES, 0.333333),
                        call("G2", Charged.YES),
                        shared(null, Charged.UNKNOWN, 0.5),
                        shared(null, Charged.UNKNOWN, 0.5)));

        assertThat(found.differences()).isEmpty();
        assertThat(found.sums()).isEqualTo(new Reconciliation.Sums(2, 2, 1, 1));
    }

    @Test
    void tellsOnceOfASharedCallThatIsNotBilled() {
        var found = Reconciliation.of(
                Bill.parse(""), List.of(shared("G1", Charged.YES, 0.5), shared("G1", Charged.YES, 0.5)));

        assertThat(found.differences())
                .extracting(Difference::kind, Difference::id)
                .containsExactly(tuple(Kind.CHARGED_AND_NOT_BILLED, "G1"));
    }

    @Test
    void readsBillsInEveryWayTheyAreWritten() {
        var expected = List.of(new Bill.Line("G1", true), new Bill.Line("G2", false));

        assertThat(Bill.parse("\uFEFFid,charged\r\nG1,TRUE\r\n\r\nG2,0").lines())
                .isEqualTo(expected);
        assertThat(Bill.parse("\"G1\"\rG2,否\r").lines()).isEqualTo(expected);
        assertThat(Bill.parse("").lines()).isEmpty();
    }

    @Test
    void namesTheRowThatIsNoneOfABill() {
        assertThatThrownBy(() -> Bill.parse("id,charged\nG1,perhaps\n"))
                .hasMessage("row 2: \"perhaps\" is neither true nor false");
        assertThatThrownBy(() -> Bill.parse(",true\n")).hasMessage("row 1 has no number of a call");
        assertThatThrownBy(() -> Bill.parse("\"G1,true\n")).hasMessage("a quote does not end");
    }

    private static CallEntry shared(@Nullable String orderId, Charged charged, double share) {
        CallEntry whole = call(orderId, charged);
        return new CallEntry(
                "job " + share,
                Task.SENTIMENT,
                null,
                "worker",
                whole.at(),
                whole.call().withShare(share));
    }

    private static CallEntry call(@Nullable String orderId, Charged charged) {
        var call = new CallRecord(
                "juhe", null, orderId, null, null, null, "answered", charged, null, null, 0, 0, null, "test@1", null);
        return new CallEntry("job", Task.SENTIMENT, null, "worker", Instant.EPOCH, call);
    }
}
