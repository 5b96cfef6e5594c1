package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.Deadline;
import io.textmill.worker.provider.HttpCall;
import io.textmill.worker.provider.HttpExchange;
import io.textmill.worker.provider.Invisible;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.Outcome;
import io.textmill.worker.provider.Prompt;
import io.textmill.worker.provider.PromptLimit;
import io.textmill.worker.provider.Provider;
import io.textmill.worker.provider.Redaction;
import io.textmill.worker.provider.Wire;
import io.textmill.worker.provider.openai.OpenAiChatSettings.OutputLimit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI chat completions, on any compatible server or Azure.
 *
 * <p>A server that refuses the parameter of the output limit is asked once more with the other one, within the same
 * call: its 400 is certain to be uncharged. Later calls begin with the one that was taken.
 */
public final class OpenAiChat implements Provider {
    private static final int MAX_MESSAGES = 20;

    private final OpenAiChatSettings settings;
    private final HttpExchange http;
    private final URI uri;
    private final Map<String, String> headers;
    private final OpenAiReplies replies;
    /** Written by the call that finds the other one refused; read by every call. */
    private volatile OutputLimit outputLimit;

    /** A model, reached through that exchange. */
    public OpenAiChat(OpenAiChatSettings settings, HttpExchange http) {
        this.settings = settings;
        this.http = http;
        URI base = settings.connection().baseUrl();
        OpenAiChatSettings.Azure azure = settings.azure();
        this.uri = azure == null ? Endpoint.v1(base, "/chat/completions") : azureUri(base, azure);
        String key = HttpCall.headerValue(settings.key());
        this.headers = azure == null ? Map.of("Authorization", "Bearer " + key) : Map.of("api-key", key);
        this.replies = new OpenAiReplies(OpenAiTable.Server.at(base), new Redaction(key), Choice::chat);
        this.outputLimit = settings.outputLimit();
        http.announce(settings.name(), settings.connection());
    }

    private static URI azureUri(URI base, OpenAiChatSettings.Azure azure) {
        return HttpCall.at(
                base,
                "/openai/deployments/" + Endpoint.escaped(azure.deployment()) + "/chat/completions?api-version="
                        + Endpoint.escaped(azure.apiVersion()));
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
        List<Message> messages = messages(prompt);
        Outcome.Invalid refused = refusal(messages);
        refused = refused == null ? promptLimit().refusal(prompt) : refused;
        if (refused != null) {
            return refused;
        }
        Deadline deadline = Deadline.in(settings.connection().timeout());
        OutputLimit first = outputLimit;
        Wire wire = send(messages, prompt, first, deadline);
        if (OpenAiReplies.refuses(wire, parameter(first))) {
            OutputLimit second =
                    first == OutputLimit.MAX_TOKENS ? OutputLimit.MAX_COMPLETION_TOKENS : OutputLimit.MAX_TOKENS;
            wire = send(messages, prompt, second, deadline);
            if (wire instanceof Wire.Reply && !OpenAiReplies.refuses(wire, parameter(second))) {
                outputLimit = second;
            }
        }
        return replies.outcome(wire, prompt);
    }

    private Wire send(List<Message> messages, Prompt prompt, OutputLimit limit, Deadline deadline)
            throws InterruptedException {
        ObjectNode body = Json.newObject();
        if (settings.azure() == null) {
            body.put("model", settings.model());
        }
        ArrayNode list = body.putArray("messages");
        messages.forEach(m -> list.addObject().put("role", m.role).put("content", m.content));
        body.put("temperature", settings.temperature());
        body.put(parameter(limit), prompt.maxOutputTokens());
        if (prompt.json() && settings.jsonMode()) {
            body.putObject("response_format").put("type", "json_object");
        }
        return http.send(settings.connection(), HttpCall.postJson(uri, headers, body.toString()), deadline);
    }

    private static List<Message> messages(Prompt prompt) {
        List<Message> messages = new ArrayList<>();
        if (prompt.system() != null) {
            messages.add(new Message("system", prompt.system()));
        }
        if (!Invisible.is(prompt.user())) {
            messages.add(new Message("user", prompt.user()));
        }
        return messages;
    }

    /** Servers answer an empty list from their own system prompt, and take no more than 20; null when it may go. */
    static Outcome.@Nullable Invalid refusal(List<Message> messages) {
        if (messages.stream().noneMatch(m -> m.role.equals("user"))) {
            return Outcome.Invalid.local("empty_prompt", "there is nothing to work on");
        }
        return messages.size() <= MAX_MESSAGES
                ? null
                : Outcome.Invalid.local("too_many_messages", messages.size() + " messages of at most " + MAX_MESSAGES);
    }

    private static String parameter(OutputLimit limit) {
        return limit.name().toLowerCase(Locale.ROOT);
    }

    /** One message of a conversation. */
    record Message(String role, String content) {}
}
