package io.textmill.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads exactly one JSON object: no key twice, at most {@value #MAX_DEPTH} levels, no unpaired surrogate, nothing after
 * it. Never shows the parser's own messages, because they quote the value.
 */
final class StrictJson {
    static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String json;
    private final JsonParser parser;

    private StrictJson(String json) {
        this.json = json;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    /** The object that this text is. */
    static ObjectNode parse(String json) {
        StrictJson reader = new StrictJson(json);
        try (reader.parser) {
            return reader.document();
        } catch (StreamConstraintsException | NumberFormatException e) {
            throw Refused.json(
                    reader.path(),
                    "a number or a name beyond all bounds",
                    "numbers of at most 1000 digits and names of at most 50000 characters");
        } catch (UnexpectedEndOfInputException e) {
            throw Refused.json(reader.path(), "it ends too early, at byte " + Utf8.length(json));
        } catch (JacksonException e) {
            throw Refused.json(reader.path(), "broken JSON at " + reader.place(e.getLocation()));
        }
    }

    private ObjectNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw Refused.json("", "an empty value");
        }
        if (first != JsonToken.START_OBJECT) {
            throw Refused.json("", Shown.kind(value(0)));
        }
        ObjectNode root = object(1);
        if (parser.nextToken() != null) {
            throw Refused.json("", "more after the object, at " + place(parser.currentTokenLocation()));
        }
        return root;
    }

    private JsonNode value(int depth) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> list(depth + 1);
            case VALUE_STRING -> NODES.stringNode(wellFormed(parser.getString()));
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(int depth) {
        checkDepth(depth);
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw Refused.json(path(), "the key stands twice", "each key once");
            }
            parser.nextToken();
            object.set(name, value(depth));
        }
        return object;
    }

    private ArrayNode list(int depth) {
        checkDepth(depth);
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(depth));
        }
        return list;
    }

    private void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw Refused.json(
                    path(parser.streamReadContext().getParent()),
                    "more than " + MAX_DEPTH + " levels",
                    "at most " + MAX_DEPTH + " levels");
        }
    }

    private String wellFormed(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                if (Character.isBmpCodePoint(string.codePointAt(i))) {
                    throw Refused.field(
                            path(),
                            "an unpaired surrogate at character " + string.codePointCount(0, i),
                            "well-formed Unicode");
                }
                i++;
            }
        }
        return string;
    }

    private String place(@Nullable TokenStreamLocation location) {
        long offset = location == null ? json.length() : location.getCharOffset();
        return "byte " + Utf8.length(json.substring(0, (int) Math.min(Math.max(offset, 0), json.length())));
    }

    private String path() {
        return path(parser.streamReadContext());
    }

    private static String path(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return Shown.path(parent, Math.max(0, context.getCurrentIndex()));
        }
        return context.currentName() == null ? parent : Shown.path(parent, context.currentName());
    }
}
