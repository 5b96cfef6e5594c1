package io.textmill.worker.provider.openai;

import io.textmill.worker.provider.AnswerFormat;
import io.textmill.worker.provider.Json;
import io.textmill.worker.provider.openai.OpenAiChatSettings.StructuredOutput;
import tools.jackson.databind.node.ObjectNode;

/** The parameter {@code response_format}. */
final class ResponseFormat {
    static final String NAME = "response_format";

    private ResponseFormat() {}

    /** Adds it where the answer is to be JSON and the server can be told so. */
    static void put(ObjectNode body, AnswerFormat wanted, StructuredOutput understood) {
        if (wanted instanceof AnswerFormat.Text || understood == StructuredOutput.NONE) {
            return;
        }
        ObjectNode format = body.putObject(NAME);
        if (wanted instanceof AnswerFormat.Schema(String name, String schema)
                && understood == StructuredOutput.JSON_SCHEMA) {
            format.put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", name)
                    .put("strict", true)
                    .set("schema", Json.object(schema));
        } else {
            format.put("type", "json_object");
        }
    }
}
