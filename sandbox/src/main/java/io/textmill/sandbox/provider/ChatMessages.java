package io.textmill.sandbox.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The messages of a chat request. */
record ChatMessages(List<Message> messages) {

    private static final int MOST_MESSAGES = 20;
    private static final String SYSTEM = "system";
    private static final Set<String> ROLES = Set.of(SYSTEM, "user", "assistant");
    private static final Set<String> FIELDS = Set.of("role", "content", "name");
    /** What framing costs for each message. */
    private static final int TOKENS_PER_MESSAGE = 4;

    private record Message(String role, String content) {}

    /**
     * Reads them.
     *
     * @throws Refusal when there are none or too many, or one is not a message
     */
    static ChatMessages of(JsonNode array) {
        if (array.isEmpty() || array.size() > MOST_MESSAGES) {
            throw OpenAiError.invalid(
                    "messages", "invalid_value", "Invalid 'messages': expected 1 to " + MOST_MESSAGES + " messages.");
        }
        return new ChatMessages(array.valueStream().map(ChatMessages::message).toList());
    }

    private static Message message(JsonNode node) {
        boolean known = node.isObject() && FIELDS.containsAll(node.propertyNames());
        if (!known || !ROLES.contains(node.path("role").asString(""))) {
            throw OpenAiError.invalid(
                    "messages", "invalid_value", "Invalid message: expected a known role and content.");
        }
        if (!node.path("content").isString()
                || node.path("content").stringValue().isBlank()) {
            throw OpenAiError.invalid("messages", "invalid_type", "Invalid 'content': expected a string.");
        }
        return new Message(node.path("role").stringValue(), node.path("content").stringValue());
    }

    /** What the system messages say, or null when there are none. */
    @Nullable
    String system() {
        var said = contents(true);
        return said.isEmpty() ? null : said;
    }

    /** What all others say. */
    String user() {
        return contents(false);
    }

    /** All contents in UTF-16 units. */
    int size() {
        return messages.stream().mapToInt(message -> message.content().length()).sum();
    }

    int tokens() {
        return messages.stream()
                .mapToInt(message -> TOKENS_PER_MESSAGE + Tokens.count(message.content()))
                .sum();
    }

    private String contents(boolean ofSystem) {
        return messages.stream()
                .filter(message -> message.role().equals(SYSTEM) == ofSystem)
                .map(Message::content)
                .collect(Collectors.joining("\n"));
    }
}
