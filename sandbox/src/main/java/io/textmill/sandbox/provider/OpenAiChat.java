package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI chat completions, in OpenAI's own form or in Azure's. */
final class OpenAiChat implements Vendor {

    private final OpenAiServer server;
    private final Ids ids = new Ids();

    OpenAiChat(OpenAiServer server) {
        this.server = server;
    }

    @Override
    public Inquiry read(Request request, Instant now) {
        var azure = server.settings().azure();
        if (azure != null) {
            server.checkDeployment(azure, request, "/chat/completions");
        } else if (!request.path().equals("/v1/chat/completions")) {
            throw OpenAiServer.unknownPath(request);
        }
        server.checkAccess(request);
        var required = azure == null ? Set.of("model", "messages") : Set.of("messages");
        var parameters = OpenAiParameters.CHAT.read(request.body(), required);
        checkOutputLimit(parameters);
        if (azure != null) {
            return question(parameters, azure.deployment(), now);
        }
        var model = parameters.path("model").stringValue();
        server.checkModel(model);
        return question(parameters, model, now);
    }

    private Inquiry question(ObjectNode parameters, String model, Instant now) {
        var messages = ChatMessages.of(parameters.path("messages"));
        var form = ResponseFormat.read(parameters.path("response_format"), server.settings(), messages);
        var prompt = new Inquiry.Prompt(messages.system(), messages.user(), messages.size(), form);
        var generation = Generation.of(parameters);
        return new Inquiry.Question(prompt, (answer, shape) -> {
            var document = new OpenAiDocument(ids.openAi("chatcmpl-"), "chat.completion", now.getEpochSecond(), model);
            var finished = generation.finish(answer, shape);
            for (int i = 0; i < generation.choices(); i++) {
                say(document.addChoice(finished).putObject("message"), finished, shape);
            }
            return document.finish(messages.tokens(), finished, shape);
        });
    }

    private static void say(ObjectNode message, Generation.Finished finished, Shape shape) {
        boolean says = shape != Shape.REFUSAL && shape != Shape.EMPTY && shape != Shape.CONTENT_FILTER;
        message.put("role", "assistant")
                .put("content", says ? finished.text() : null)
                .put("refusal", shape == Shape.REFUSAL ? "I'm sorry, I can't help with that." : null);
    }

    private void checkOutputLimit(ObjectNode parameters) {
        boolean old = parameters.has("max_tokens");
        boolean current = parameters.has("max_completion_tokens");
        if (old && current) {
            throw OpenAiError.invalid(
                    "max_tokens",
                    "invalid_value",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
        }
        switch (server.settings().outputLimit()) {
            case EITHER -> {}
            case MAX_TOKENS -> refuseIf(current, "max_completion_tokens", "max_tokens");
            case MAX_COMPLETION_TOKENS -> refuseIf(old, "max_tokens", "max_completion_tokens");
        }
    }

    private static void refuseIf(boolean refuse, String name, String instead) {
        if (refuse) {
            throw new Refusal(OpenAiCode.UNSUPPORTED_PARAMETER.spoken(
                    name,
                    "Unsupported parameter: '%s' is not supported with this model. Use '%s' instead."
                            .formatted(name, instead)));
        }
    }

    @Override
    public Spoken code(String code) {
        return OpenAiServer.code(code);
    }

    @Override
    public Set<String> codes() {
        return OpenAiServer.codes();
    }

    @Override
    public Set<Shape> shapes() {
        return Set.of(
                Shape.PLAIN, Shape.EMPTY, Shape.TRUNCATED, Shape.REFUSAL, Shape.CONTENT_FILTER, Shape.NO_FINISH_REASON);
    }

    @Override
    public Spoken limited(Limiter.Refused refused) {
        return OpenAiServer.limited(refused);
    }

    @Override
    public Headers standing(Limiter limiter, Instant now) {
        return server.standing(limiter, now).with("x-request-id", ids.requestId());
    }
}
