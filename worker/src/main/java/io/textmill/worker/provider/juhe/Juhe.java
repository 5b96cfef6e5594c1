package io.textmill.worker.provider.juhe;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Deadline;
import io.textmill.worker.provider.Head;
import io.textmill.worker.provider.HttpCall;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Meaning;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Receipt;
import io.textmill.worker.provider.Redaction;
import io.textmill.worker.provider.StatusTable;
import io.textmill.worker.provider.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Juhe ChatGPT at {@code /chatgpt/query}: a form with the key, one question and, if the job asks, a conversation. */
public final class Juhe implements Provider {
    /** A day with an hour more, at the end of summer time; a provider is not parked longer for its daily count. */
    private static final Duration LONGEST_DAY = Duration.ofHours(25);

    private static final Pattern CHAT_ID = Pattern.compile("[0-9A-Za-z]{6,32}");

    private final JuheSettings settings;
    private final HttpExchange http;
    private final URI uri;
    private final Redaction redaction;

    /** An account, reached through that exchange. */
    public Juhe(JuheSettings settings, HttpExchange http) {
        this.settings = settings;
        this.http = http;
        this.uri = HttpCall.at(settings.connection().baseUrl(), "/chatgpt/query");
        this.redaction = new Redaction(settings.key().reveal());
        http.announce(settings.name(), settings.connection());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public @Nullable String model() {
        return null;
    }

    @Override
    public PromptLimit promptLimit() {
        return settings.promptLimit();
    }

    @Override
    public Outcome call(Prompt prompt) throws InterruptedException {
        Outcome.Invalid refused = promptLimit().refusal(prompt);
        if (refused != null) {
            return refused;
        }
        String chatId = prompt.chatId();
        if (chatId != null && !CHAT_ID.matcher(chatId).matches()) {
            return Outcome.Invalid.local("chat_id", "a chat_id has 6 to 32 ASCII letters or digits");
        }
        Deadline deadline = Deadline.in(settings.connection().timeout());
        return switch (http.send(settings.connection(), request(prompt), deadline)) {
            case Wire.Reply reply -> read(reply, prompt);
            case Wire.Unreadable reply -> StatusTable.FORM.outcome(reply);
            case Wire.NotSent notSent -> notSent.outcome();
            case Wire.Lost lost -> lost.outcome();
        };
    }

    private HttpCall request(Prompt prompt) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("key", settings.key().reveal());
        form.put("q", prompt.joined());
        if (prompt.chatId() != null) {
            form.put("chat_id", prompt.chatId());
        }
        return switch (settings.method()) {
            case GET -> HttpCall.getForm(uri, form);
            case POST -> HttpCall.postForm(uri, form);
        };
    }

    private Outcome read(Wire.Reply reply, Prompt prompt) {
        ObjectNode json = Json.object(reply.body());
        if (json == null) {
            return StatusTable.FORM.outcome(reply.unreadable("not_json"));
        }
        Integer code = code(json);
        if (code == null) {
            return StatusTable.FORM.outcome(reply.unreadable("no_code"));
        }
        JsonNode result = json.path("result");
        String orderId = Json.text(result, "order_id", "orderid");
        if (code == JuheTable.SUCCESS) {
            return answer(text(result.path("resp")), receipt(Charged.YES, orderId, reply.head()));
        }
        JuheTable.Row row = JuheTable.row(code);
        String theirs = Objects.requireNonNullElse(Json.text(json, "reason"), "");
        String message = row.words() != null ? row.words() : redaction.clean(theirs, prompt);
        Receipt receipt = receipt(JuheTable.charged(row, settings.charging()), orderId, reply.head());
        Instant until = row.untilMidnight() ? nextMidnight(reply.head().at()) : null;
        return row.meaning()
                .outcome(new Meaning.Failure(
                        String.valueOf(code), message, receipt, reply.head().waitHint(), until));
    }

    /** The code, which old replies give as {@code resultcode} alone, with 200 for a success. */
    private static @Nullable Integer code(JsonNode json) {
        Integer code = Json.integer(json, "error_code");
        if (code != null) {
            return code;
        }
        Integer old = Json.integer(json, "resultcode");
        return old != null && old == 200 ? Integer.valueOf(JuheTable.SUCCESS) : old;
    }

    private static Outcome answer(String text, Receipt receipt) {
        return Invisible.is(text)
                ? new Outcome.Unanswerable(false, "empty_answer", "success without an answer", receipt)
                : new Outcome.Answered(text, receipt);
    }

    private static String text(JsonNode resp) {
        if (resp.isString()) {
            return resp.asString();
        }
        return resp.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .collect(Collectors.joining());
    }

    private static Receipt receipt(Charged charged, @Nullable String orderId, Head head) {
        return new Receipt(charged, orderId, null, null, head.requestId(), null, null);
    }

    private Instant nextMidnight(Instant now) {
        ZonedDateTime there = now.atZone(settings.zone());
        Instant midnight =
                there.toLocalDate().plusDays(1).atStartOfDay(settings.zone()).toInstant();
        Instant latest = now.plus(LONGEST_DAY);
        return midnight.isBefore(latest) ? midnight : latest;
    }
}
