package io.textmill.worker.provider.jumdata;

import io.textmill.contract.Charged;
import io.textmill.worker.provider.Deadline;
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
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JumData ChatGPT-4 at {@code /ai/gpt/chat/4}: a form with one question, signed anew for each call. */
public final class JumData implements Provider {
    private final JumDataSettings settings;
    private final HttpExchange http;
    private final Clock clock;
    private final URI uri;

    /** An account, reached through that exchange; the clock stamps the requests. */
    public JumData(JumDataSettings settings, HttpExchange http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.uri = HttpCall.at(settings.connection().baseUrl(), "/ai/gpt/chat/4");
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
        String timestamp = String.valueOf(clock.millis());
        String sign = Signature.sign(settings.appId(), settings.appSecret(), timestamp);
        Deadline deadline = Deadline.in(settings.connection().timeout());
        return switch (http.send(settings.connection(), request(prompt, timestamp, sign), deadline)) {
            case Wire.Reply reply -> read(reply, prompt, sign);
            case Wire.Unreadable reply -> StatusTable.FORM.outcome(reply);
            case Wire.NotSent notSent -> notSent.outcome();
            case Wire.Lost lost -> lost.outcome();
        };
    }

    private HttpCall request(Prompt prompt, String timestamp, String sign) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("appId", settings.appId());
        form.put("timestamp", timestamp);
        form.put("sign", sign);
        form.put("content", prompt.joined());
        return HttpCall.postForm(uri, form);
    }

    private Outcome read(Wire.Reply reply, Prompt prompt, String sign) {
        ObjectNode json = Json.object(reply.body());
        if (json == null) {
            return StatusTable.FORM.outcome(reply.unreadable("not_json"));
        }
        Integer code = Json.integer(json, "code");
        if (code == null) {
            return StatusTable.FORM.outcome(reply.unreadable("no_code"));
        }
        if (code == JumDataTable.SUCCESS) {
            return answer(Json.text(json, "data"), receipt(json, Charged.YES, reply));
        }
        JumDataTable.Row row = JumDataTable.of(code);
        String theirs = Objects.requireNonNullElse(Json.text(json, "msg", "message"), "");
        Redaction redaction = new Redaction(settings.appSecret().reveal(), sign);
        String message = row.words() != null ? row.words() : redaction.clean(theirs, prompt);
        return row.meaning()
                .outcome(new Meaning.Failure(
                        String.valueOf(code),
                        message,
                        receipt(json, row.charged(), reply),
                        reply.head().waitHint(),
                        null));
    }

    private static Outcome answer(@Nullable String text, Receipt receipt) {
        return text == null || Invisible.is(text)
                ? new Outcome.Unanswerable(false, "empty_answer", "success without an answer", receipt)
                : new Outcome.Answered(text, receipt);
    }

    private static Receipt receipt(ObjectNode json, Charged otherwise, Wire.Reply reply) {
        String flag = Json.text(json, "charge");
        Charged charged = "true".equals(flag) ? Charged.YES : "false".equals(flag) ? Charged.NO : otherwise;
        return new Receipt(
                charged, null, Json.text(json, "taskNo"), null, reply.head().requestId(), null, null);
    }
}
