package io.textmill.worker.provider.openai;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Head;
import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.Redaction;
import io.textmill.worker.provider.StatusTable;
import io.textmill.worker.provider.Wire;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the replies of both endpoints, tolerant of what compatible servers change. */
final class OpenAiReplies {
    private final OpenAiTable.Server server;
    private final Redaction redaction;
    private final Function<JsonNode, Choice> choices;

    OpenAiReplies(OpenAiTable.Server server, Redaction redaction, Function<JsonNode, Choice> choices) {
        this.server = server;
        this.redaction = redaction;
        this.choices = choices;
    }

    Outcome outcome(Wire wire, Prompt prompt) {
        return switch (wire) {
            case Wire.Reply reply -> read(reply, prompt);
            case Wire.Unreadable reply -> StatusTable.OPENAI.outcome(reply);
            case Wire.NotSent notSent -> notSent.outcome();
            case Wire.Lost lost -> lost.outcome();
        };
    }

    /** Whether a request was refused, before any work, for a parameter that the server does not take. */
    static boolean refuses(Wire wire, String parameter) {
        ApiError error = badRequest(wire);
        return error != null
                && error.code().equals("unsupported_parameter")
                && error.param().equals(parameter);
    }

    /** Whether a request was refused, before any work, for the form of the answer that it wants. */
    static boolean refusesFormat(Wire wire) {
        ApiError error = badRequest(wire);
        return error != null
                && (error.param().equals(ResponseFormat.NAME) || error.param().startsWith(ResponseFormat.NAME + "."));
    }

    private static @Nullable ApiError badRequest(Wire wire) {
        if (!(wire instanceof Wire.Reply reply) || reply.head().status() != 400) {
            return null;
        }
        ObjectNode json = Json.object(reply.body());
        return json == null ? null : ApiError.of(json, 400);
    }

    private Outcome read(Wire.Reply reply, Prompt prompt) {
        ObjectNode json = Json.object(reply.body());
        if (json == null) {
            return StatusTable.OPENAI.outcome(reply.unreadable("not_json"));
        }
        Head head = reply.head();
        JsonNode choice = json.path("choices").path(0);
        if (head.status() < 300 && choice.isObject()) {
            return answer(choices.apply(choice), json, head);
        }
        ApiError error = ApiError.of(json, head.status());
        if (error != null) {
            return failure(error, json, head, prompt);
        }
        return head.status() < 300
                ? uncertain("no_choices", json, head)
                : StatusTable.OPENAI.outcome(reply.unreadable("no_error"));
    }

    private Outcome failure(ApiError error, ObjectNode json, Head head, Prompt prompt) {
        OpenAiTable.Row row = OpenAiTable.row(error, server);
        String message = row.words() != null ? row.words() : redaction.clean(error.message(), prompt);
        Receipt receipt = receipt(row.charged(), json, head);
        // A code that decided stands in the table, so it is no text.
        String code = row.code().isEmpty() ? code(error, prompt) : row.code();
        return row.meaning().outcome(new Meaning.Failure(code, message, receipt, head.waitHint(), null));
    }

    /** The error's code, else its type, else the status. */
    private String code(ApiError error, Prompt prompt) {
        String type = redaction.code(error.type(), "http_" + error.status(), prompt);
        return redaction.code(error.code(), type, prompt);
    }

    private static Outcome answer(Choice choice, ObjectNode json, Head head) {
        Receipt charged = receipt(Charged.YES, json, head);
        if (choice.refused()) {
            return new Outcome.Unanswerable(true, "refusal", "the model refused", charged);
        }
        return switch (choice.finishReason()) {
            case "content_filter" ->
                new Outcome.Unanswerable(true, "content_filter", "the answer was held back", charged);
            case "length" -> new Outcome.Truncated(choice.text(), charged);
            // DeepSeek broke off in the middle; whether it charges for that, it does not say.
            case "insufficient_system_resource" -> uncertain(choice.finishReason(), json, head);
            default -> Invisible.is(choice.text()) ? empty(json, head) : new Outcome.Answered(choice.text(), charged);
        };
    }

    /** Without tokens counted nothing was done (Ollama while it loads a model); with tokens, nothing is the answer. */
    private static Outcome empty(ObjectNode json, Head head) {
        Receipt receipt = receipt(Charged.YES, json, head);
        Integer prompt = receipt.promptTokens();
        Integer completion = receipt.completionTokens();
        if (prompt == null || completion == null) {
            return uncertain("empty_answer", json, head);
        }
        return prompt == 0 && completion == 0
                ? new Outcome.Transient(null, "empty_answer", "no answer and no usage", receipt(Charged.NO, json, head))
                : new Outcome.Unanswerable(false, "empty_answer", "the model said nothing", receipt);
    }

    private static Outcome uncertain(String code, ObjectNode json, Head head) {
        return new Outcome.Uncertain(code, "accepted, but without an answer", receipt(Charged.UNKNOWN, json, head));
    }

    private static Receipt receipt(Charged charged, ObjectNode json, Head head) {
        JsonNode usage = json.path("usage");
        return new Receipt(
                charged,
                null,
                null,
                Json.text(json, "id"),
                head.requestId(),
                Json.integer(usage, "prompt_tokens"),
                Json.integer(usage, "completion_tokens"),
                head.allowances());
    }
}
