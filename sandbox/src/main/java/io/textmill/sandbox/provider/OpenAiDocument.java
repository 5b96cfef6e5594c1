package io.textmill.sandbox.provider;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of either endpoint, as it grows. */
final class OpenAiDocument {

    private final ObjectNode document = Json.object();
    private final ArrayNode choices;

    OpenAiDocument(String id, String object, long created, String model) {
        document.put("id", id).put("object", object).put("created", created).put("model", model);
        choices = document.putArray("choices");
    }

    /** Adds a choice that lacks what it says. */
    ObjectNode addChoice(Generation.Finished finished) {
        return choices.addObject()
                .put("index", choices.size() - 1)
                .putNull("logprobs")
                .put("finish_reason", finished.finishReason());
    }

    /** Adds what it cost; a server that answers nothing at all counts nothing either, and charges nothing. */
    Spoken finish(int promptTokens, Generation.Finished finished, Shape shape) {
        int prompt = shape == Shape.EMPTY ? 0 : promptTokens;
        int completion = choices.size() * Tokens.count(finished.text());
        document.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        var answer = Spoken.answer(
                        OpenAiError.JSON,
                        document.toString(),
                        document.path("id").stringValue(),
                        String.valueOf(finished.finishReason()))
                .withTokens(prompt + completion);
        return shape == Shape.EMPTY ? answer.free() : answer;
    }
}
