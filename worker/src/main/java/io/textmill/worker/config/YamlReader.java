package io.textmill.worker.config;

import io.textmill.worker.config.YamlNode.Mapping;
import io.textmill.worker.config.YamlNode.Nothing;
import io.textmill.worker.config.YamlNode.Scalar;
import io.textmill.worker.config.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML into nodes that know their lines. Not through Jackson's own tree: that one has no lines, keeps the last of
 * two equal keys and takes an alias for text.
 */
final class YamlReader {
    private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+)");

    private final YAMLParser parser;
    private final Problems problems;

    private YamlReader(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The root section; an empty one when the file is none, which is then an error. */
    static Mapping read(String yaml, Problems problems) {
        var nothing = new Mapping(Map.of(), 1);
        try (var parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            var reader = new YamlReader(parser, problems);
            var token = parser.nextToken();
            if (token != JsonToken.START_OBJECT) {
                problems.errorAt(1, token == null ? "the file is empty" : "the file must be a YAML mapping");
                return nothing;
            }
            var root = reader.mapping("");
            if (parser.nextToken() != null) {
                problems.errorAt(reader.line(), "the file must be one YAML document, a second one begins here");
            }
            return root;
        } catch (JacksonException e) {
            problems.errorAt(0, syntaxError(e));
            return nothing;
        }
    }

    private Mapping mapping(String path) {
        var line = line();
        var entries = new LinkedHashMap<String, YamlNode>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = parser.currentName();
            var keyLine = line();
            var child = path.isEmpty() ? key : path + "." + key;
            parser.nextToken();
            var earlier = entries.put(key, node(child));
            if (earlier != null) {
                problems.errorAt(keyLine, child + ": stands twice, first in line " + earlier.line());
            }
        }
        return new Mapping(entries, line);
    }

    private YamlNode node(String path) {
        if (parser.isCurrentAlias()) {
            problems.errorAt(line(), path + ": is a YAML alias (*name), which is not supported; put text in quotes");
            return new Nothing(line());
        }
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(path);
        }
        if (token == JsonToken.START_ARRAY) {
            var line = line();
            parser.skipChildren();
            return new Sequence(line);
        }
        return token == JsonToken.VALUE_NULL
                ? new Nothing(line())
                : new Scalar(parser.getString(), token == JsonToken.VALUE_STRING, line());
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The parser's message without its excerpts of the file, which may show a secret. */
    private static String syntaxError(JacksonException e) {
        var message = e.getOriginalMessage();
        var position = "line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
        var matcher = POSITION.matcher(message);
        while (matcher.find()) {
            position = matcher.group();
        }
        var text = message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
        return position + ": not YAML: " + text;
    }
}
