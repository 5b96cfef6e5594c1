package io.textmill.worker.provider.contract;

import io.textmill.contract.Charged;
import io.textmill.sandbox.provider.Fault;
import io.textmill.sandbox.provider.Shape;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a fault must come to.
 *
 * @param subjects whom it can happen to
 * @param fault what the simulator does
 * @param outcome the outcome's wire name
 * @param charged what the receipt says
 * @param numbered whether the receipt carries the provider's number of the call
 * @param timeout the adapter's
 */
record Case(Set<Subject> subjects, Fault fault, String outcome, Charged charged, boolean numbered, Duration timeout) {
    /** Slow faults take this long: nobody waits for them. */
    static final Duration NEVER = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Set<Subject> ALL = EnumSet.allOf(Subject.class);
    private static final String PAGE = "<html><body><h1>Bad Gateway</h1></body></html>";

    static Stream<Case> all() {
        return Stream.of(answers(), broken(), statuses(), juhe(), jumData(), openAi())
                .flatMap(List::stream);
    }

    private static List<Case> answers() {
        return List.of(
                answered(ALL, Fault.none()),
                answered(ALL, Fault.wrongContentType()),
                answered(ALL, Fault.declaredCharset()),
                answered(ALL, Fault.blankLinesFirst()),
                answered(Subject.FORMS, Fault.codesAsStrings()),
                answered(Subject.JUHE, Fault.shaped(Shape.OLD)),
                answered(Subject.JUHE, Fault.shaped(Shape.SPLIT)),
                answered(Subject.OPENAI, Fault.shaped(Shape.NO_FINISH_REASON)),
                numbered(Subject.FORMS, Fault.shaped(Shape.EMPTY), "unanswerable", Charged.YES),
                numbered(Subject.OPENAI, Fault.shaped(Shape.EMPTY), "transient", Charged.NO),
                numbered(Subject.OPENAI, Fault.truncated(), "truncated", Charged.YES),
                numbered(Subject.CHATS, Fault.refusal(), "unanswerable", Charged.YES),
                numbered(Subject.OPENAI, Fault.shaped(Shape.CONTENT_FILTER), "unanswerable", Charged.YES));
    }

    /** The vendor has done its work in nearly all of these, and charged it: its answer did not arrive. */
    private static List<Case> broken() {
        return List.of(
                lost(Fault.slowFirstByte(NEVER)).within(SHORT),
                lost(Fault.slowBody(NEVER)).within(SHORT),
                lost(Fault.cutBody()),
                lost(Fault.resetBeforeRequest()),
                lost(Fault.resetAfterRequest()),
                lost(Fault.wrongCharset()),
                lost(Fault.hugeBody(50_000_000)),
                lost(Fault.emptyBody()),
                lost(Fault.invalidJson()));
    }

    private static List<Case> statuses() {
        Map<Integer, String> everywhere = Map.ofEntries(
                Map.entry(200, "uncertain"),
                Map.entry(301, "misconfigured"),
                Map.entry(400, "invalid"),
                Map.entry(401, "misconfigured"),
                Map.entry(402, "exhausted"),
                Map.entry(403, "misconfigured"),
                Map.entry(404, "misconfigured"),
                Map.entry(405, "misconfigured"),
                Map.entry(408, "uncertain"),
                Map.entry(409, "transient"),
                Map.entry(413, "invalid"),
                Map.entry(422, "invalid"),
                Map.entry(429, "throttled"),
                Map.entry(502, "transient"),
                Map.entry(503, "transient"),
                Map.entry(504, "uncertain"));
        return Stream.concat(
                        everywhere.entrySet().stream().flatMap(row -> status(ALL, row.getKey(), row.getValue())),
                        Stream.concat(
                                status(Subject.FORMS, 500, "uncertain"), status(Subject.OPENAI, 500, "transient")))
                .toList();
    }

    private static Stream<Case> status(Set<Subject> subjects, int status, String outcome) {
        return Stream.of("", PAGE)
                .map(body -> new Case(subjects, Fault.status(status, body), outcome, unpaid(outcome), false, LONG));
    }

    private static List<Case> juhe() {
        return Stream.of(
                        codes("invalid", "274701"),
                        codes("transient", "274702", "274703"),
                        codes("misconfigured", "10001", "10002", "10003", "10004", "10005", "10007", "10008", "10009"),
                        codes("misconfigured", "101", "102", "103", "104", "105", "107", "108", "109"),
                        codes("misconfigured", "10021", "121"),
                        codes("throttled", "10011", "111"),
                        codes("exhausted", "10012", "10013", "112", "113"),
                        codes("uncertain", "10014", "114"),
                        codes("unavailable", "10020", "120"),
                        Stream.of(new Code("274704", "unanswerable", Charged.UNKNOWN)))
                .flatMap(codes -> codes)
                .map(code -> code.happensTo(Subject.JUHE))
                .toList();
    }

    private static List<Case> jumData() {
        Set<Subject> jumData = Set.of(Subject.JUMDATA);
        List<Case> cases = Stream.of(
                        codes("unanswerable", "400"),
                        codes("misconfigured", "404", "601", "602", "604", "607"),
                        codes("unavailable", "500"),
                        codes("transient", "502", "610"),
                        codes("exhausted", "603"),
                        codes("throttled", "606", "609"))
                .flatMap(codes -> codes)
                .map(code -> code.happensTo(jumData))
                .toList();
        return Stream.concat(
                        cases.stream(), Stream.of(numbered(jumData, Fault.code("201"), "unanswerable", Charged.YES)))
                .toList();
    }

    private static List<Case> openAi() {
        return Stream.of(
                        codes("throttled", "rate_limit_exceeded", "slow_down", "server_is_overloaded"),
                        codes("exhausted", "insufficient_quota", "credit_balance_exhausted", "Arrearage"),
                        codes("exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded"),
                        codes("exhausted", "organization_usage_limit_exceeded"),
                        codes("misconfigured", "invalid_api_key", "model_not_found"),
                        codes("misconfigured", "unsupported_country_region_territory"),
                        codes("invalid", "unsupported_parameter", "context_length_exceeded"),
                        codes("unanswerable", "invalid_prompt", "data_inspection_failed"),
                        Stream.of(new Code("content_filter", "unanswerable", Charged.UNKNOWN)),
                        codes("transient", "server_error"))
                .flatMap(codes -> codes)
                .map(code -> code.happensTo(Subject.OPENAI))
                .toList();
    }

    private static Stream<Code> codes(String outcome, String... codes) {
        return Stream.of(codes).map(code -> new Code(code, outcome, unpaid(outcome)));
    }

    private static Charged unpaid(String outcome) {
        return outcome.equals("uncertain") ? Charged.UNKNOWN : Charged.NO;
    }

    private static Case answered(Set<Subject> subjects, Fault fault) {
        return numbered(subjects, fault, "answered", Charged.YES);
    }

    private static Case numbered(Set<Subject> subjects, Fault fault, String outcome, Charged charged) {
        return new Case(subjects, fault, outcome, charged, true, LONG);
    }

    private static Case lost(Fault fault) {
        return new Case(ALL, fault, "uncertain", Charged.UNKNOWN, false, LONG);
    }

    private Case within(Duration newTimeout) {
        return new Case(subjects, fault, outcome, charged, numbered, newTimeout);
    }

    @Override
    public String toString() {
        return fault + " is " + outcome;
    }

    /** A provider's code and what it comes to. */
    private record Code(String code, String outcome, Charged charged) {
        private Case happensTo(Set<Subject> subjects) {
            return new Case(subjects, Fault.code(code), outcome, charged, false, LONG);
        }
    }
}
