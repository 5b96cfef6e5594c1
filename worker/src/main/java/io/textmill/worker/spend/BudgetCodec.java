package io.textmill.worker.spend;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of budget records. Amounts are strings: they must mean the same to the last digit for every reader. */
final class BudgetCodec {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** No amount has more digits; a longer one is no record of ours and could not even be added up. */
    private static final int MAX_DIGITS = 60;

    private BudgetCodec() {}

    /** Writes a record; the worker's name is for people only. */
    static byte[] encode(BudgetRecord record, String worker) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", record instanceof BudgetRecord.Request ? "request" : "return")
                .put("cap", record.budget().cap())
                .put("unit", record.budget().unit())
                .put("window", record.budget().window())
                .put("worker", worker)
                .put("holder", record.lease().holder())
                .put("lease", record.lease().number());
        switch (record) {
            case BudgetRecord.Request request ->
                json.put("amount", request.amount().toPlainString())
                        .put("least", request.least().toPlainString())
                        .put("limit", request.limit().toPlainString())
                        .put("expires", request.expires().toString());
            case BudgetRecord.Return returned ->
                json.put("keeps", returned.keeps().toPlainString()).put("ends", returned.ends());
        }
        return MAPPER.writeValueAsBytes(json);
    }

    /** Reads a record; empty when it is none, which then holds for every reader. */
    static Optional<BudgetRecord> decode(byte[] value) {
        try {
            return decode(MAPPER.readTree(value));
        } catch (JacksonException | NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<BudgetRecord> decode(JsonNode json) {
        var budget = new Budget(text(json, "cap"), text(json, "unit"), text(json, "window"));
        var lease = new BudgetRecord.Id(text(json, "holder"), Long.parseLong(text(json, "lease")));
        return switch (text(json, "kind")) {
            case "request" ->
                Optional.of(new BudgetRecord.Request(
                        budget,
                        lease,
                        amount(json, "amount"),
                        amount(json, "least"),
                        amount(json, "limit"),
                        Instant.parse(text(json, "expires"))));
            case "return" ->
                Optional.of(new BudgetRecord.Return(
                        budget, lease, amount(json, "keeps"), Boolean.parseBoolean(text(json, "ends"))));
            default -> Optional.empty();
        };
    }

    /** Empty where there is none: that is no number, no moment and no kind. */
    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }

    private static BigDecimal amount(JsonNode json, String field) {
        String text = text(json, field);
        var amount = new BigDecimal(text.length() > MAX_DIGITS || text.contains("e") || text.contains("E") ? "" : text);
        if (amount.signum() < 0) {
            throw new NumberFormatException("negative");
        }
        return amount;
    }
}
