package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Headers;
import io.textmill.sandbox.http.Request;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI completions, the legacy endpoint, on both of its paths. */
final class OpenAiCompletions implements Vendor {

    private static final Pattern ENGINE_PATH = Pattern.compile("/v1/engines/([^/]+)/completions");
    /** How the real model begins its answers. */
    private static final String PREAMBLE = "\n\n";

    private final OpenAiServer server;
    private final Ids ids = new Ids();

    OpenAiCompletions(OpenAiServer server) {
        this.server = server;
    }

    @Override
    public Inquiry read(Request request, Instant now) {
        var engine = ENGINE_PATH.matcher(request.path());
        boolean ofEngine = engine.matches();
        if (!ofEngine && !request.path().equals("/v1/completions")) {
            throw OpenAiServer.unknownPath(request);
        }
        server.checkAccess(request);
        var required = ofEngine ? Set.of("prompt") : Set.of("model", "prompt");
        var parameters = OpenAiParameters.COMPLETIONS.read(request.body(), required);
        if (ofEngine && parameters.has("model")) {
            throw OpenAiError.invalid("model", "unknown_parameter", "Unknown parameter: the path names the engine.");
        }
        var model = ofEngine ? engine.group(1) : parameters.path("model").stringValue();
        server.checkModel(model);
        return question(parameters, model, now);
    }

    private Inquiry question(ObjectNode parameters, String model, Instant now) {
        var text = parameters.path("prompt").stringValue();
        var prompt = new Inquiry.Prompt(null, text, text.length(), AnswerForm.ANY);
        var generation = Generation.of(parameters);
        return new Inquiry.Question(prompt, (answer, shape) -> {
            var document = new OpenAiDocument(ids.openAi("cmpl-"), "text_completion", now.getEpochSecond(), model);
            var finished = generation.finish(answer, shape);
            for (int i = 0; i < generation.choices(); i++) {
                document.addChoice(finished).put("text", finished.text().isEmpty() ? "" : PREAMBLE + finished.text());
            }
            return document.finish(Tokens.count(text), finished, shape);
        });
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
        return Set.of(Shape.PLAIN, Shape.EMPTY, Shape.TRUNCATED, Shape.CONTENT_FILTER, Shape.NO_FINISH_REASON);
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
