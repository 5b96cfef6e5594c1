package io.textmill.worker.provider.openai;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.StatusTable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What errors of OpenAI and its kin mean: the first row decides whose filled cells all agree; where none does, the HTTP
 * status, see {@link StatusTable#OPENAI}. Codes come first, because one status serves several meanings: a 429 is either
 * a rate to slow down to or a balance to pay.
 */
final class OpenAiTable {
    private static final int ANY = 0;
    private static final String FILTERED = "the provider's content filter refused the text";

    static final List<Row> ROWS = List.of(
            // On DashScope this is a limit per minute, by its documents; everywhere else it is the balance.
            new Row(Server.DASHSCOPE, 429, "insufficient_quota", "", "", Meaning.THROTTLED, Charged.NO, null),
            code("insufficient_quota", Meaning.EXHAUSTED),
            code("credit_balance_exhausted", Meaning.EXHAUSTED),
            code("organization_spend_limit_exceeded", Meaning.EXHAUSTED),
            code("project_spend_limit_exceeded", Meaning.EXHAUSTED),
            code("organization_usage_limit_exceeded", Meaning.EXHAUSTED),
            code("billing_hard_limit_reached", Meaning.EXHAUSTED),
            code("Arrearage", Meaning.EXHAUSTED),
            code("AllocationQuota.FreeTierOnly", Meaning.EXHAUSTED),
            // A single request above the limit per minute never fits, however long one waits.
            new Row(
                    Server.ANY,
                    429,
                    "rate_limit_exceeded",
                    "",
                    "Request too large",
                    Meaning.INVALID,
                    Charged.NO,
                    "the request is larger than the rate limit ever allows"),
            code("rate_limit_exceeded", Meaning.THROTTLED),
            code("slow_down", Meaning.THROTTLED),
            code("server_is_overloaded", Meaning.THROTTLED),
            // Azure has processed the prompt by then, and says that it may charge for that.
            new Row(Server.ANY, ANY, "content_filter", "", "", Meaning.REJECTED, Charged.UNKNOWN, FILTERED),
            code("invalid_prompt", Meaning.REJECTED),
            code("content_policy_violation", Meaning.REJECTED, FILTERED),
            code("data_inspection_failed", Meaning.REJECTED, FILTERED),
            code("DataInspectionFailed", Meaning.REJECTED, FILTERED),
            code("context_length_exceeded", Meaning.INVALID, "the prompt is longer than the model takes"),
            code("unsupported_parameter", Meaning.INVALID, "the server does not take one of the parameters"),
            code("invalid_api_key", Meaning.MISCONFIGURED),
            code("model_not_found", Meaning.MISCONFIGURED),
            code("DeploymentNotFound", Meaning.MISCONFIGURED),
            code("billing_not_active", Meaning.MISCONFIGURED),
            new Row(Server.DASHSCOPE, 429, "", "insufficient_quota", "", Meaning.THROTTLED, Charged.NO, null),
            type("insufficient_quota", Meaning.EXHAUSTED),
            type("rate_limit_error", Meaning.THROTTLED));

    private OpenAiTable() {}

    /** The row of an error. */
    static Row row(ApiError error, Server server) {
        return ROWS.stream()
                .filter(row -> row.matches(error, server))
                .findFirst()
                .orElseGet(() -> {
                    Meaning meaning = StatusTable.OPENAI.meaning(error.status());
                    return new Row(Server.ANY, error.status(), "", "", "", meaning, meaning.charged(), meaning.words());
                });
    }

    private static Row code(String code, Meaning meaning) {
        return code(code, meaning, meaning.words());
    }

    private static Row code(String code, Meaning meaning, @Nullable String words) {
        return new Row(Server.ANY, ANY, code, "", "", meaning, meaning.charged(), words);
    }

    private static Row type(String type, Meaning meaning) {
        return new Row(Server.ANY, ANY, "", type, "", meaning, meaning.charged(), meaning.words());
    }

    /** Whose words are read; they clash in one place only. */
    enum Server {
        ANY,
        DASHSCOPE;

        /** Told by its address: nothing in its replies does. */
        static Server at(URI baseUrl) {
            String host = baseUrl.getHost() == null ? "" : baseUrl.getHost().toLowerCase(Locale.ROOT);
            return host.endsWith(".aliyuncs.com") ? DASHSCOPE : ANY;
        }
    }

    /**
     * One error; an empty cell, or status 0, agrees with anything. The message is compared from its start; for the words
     * see {@link Meaning#words()}.
     */
    record Row(
            Server server,
            int status,
            String code,
            String type,
            String message,
            Meaning meaning,
            Charged charged,
            @Nullable String words) {
        private boolean matches(ApiError error, Server from) {
            return (server == Server.ANY || server == from)
                    && (status == OpenAiTable.ANY || status == error.status())
                    && (code.isEmpty() || code.equals(error.code()))
                    && (type.isEmpty() || type.equals(error.type()))
                    && error.message().startsWith(message);
        }
    }
}
