package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Deadline;
import io.textmill.worker.provider.HttpCall;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Redaction;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's legacy completions, at either of their two addresses. */
public final class OpenAiCompletions implements Provider {
    private final OpenAiCompletionsSettings settings;
    private final HttpExchange http;
    private final URI uri;
    private final Map<String, String> headers;
    private final OpenAiReplies replies;

    /** A model, reached through that exchange. */
    public OpenAiCompletions(OpenAiCompletionsSettings settings, HttpExchange http) {
        this.settings = settings;
        this.http = http;
        URI base = settings.connection().baseUrl();
        this.uri = Endpoint.v1(
                base,
                switch (settings.path()) {
                    case COMPLETIONS -> "/completions";
                    case ENGINES -> "/engines/" + Endpoint.escaped(settings.model()) + "/completions";
                });
        String key = HttpCall.headerValue(settings.key());
        this.headers = Map.of("Authorization", "Bearer " + key);
        this.replies = new OpenAiReplies(OpenAiTable.Server.at(base), new Redaction(key), Choice::completion);
        http.announce(settings.name(), settings.connection());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String model() {
        return settings.model();
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
        Deadline deadline = Deadline.in(settings.connection().timeout());
        return replies.outcome(http.send(settings.connection(), request(prompt), deadline), prompt);
    }

    private HttpCall request(Prompt prompt) {
        ObjectNode body = Json.newObject();
        if (settings.path() == OpenAiCompletionsSettings.Path.COMPLETIONS) {
            body.put("model", settings.model());
        }
        body.put("prompt", prompt.joined());
        body.put("temperature", settings.temperature());
        body.put("max_tokens", prompt.maxOutputTokens());
        return HttpCall.postJson(uri, headers, body.toString());
    }
}
