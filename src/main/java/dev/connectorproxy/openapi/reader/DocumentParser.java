package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.Map;

/// Parses documents; whether it is JSON or YAML is decided by their content.
final class DocumentParser {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private final ReadingLimits limits;
    private final ProblemList problems;

    DocumentParser(ReadingLimits limits, ProblemList problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /// @param name of the document in messages
    /// @param prefix of the JSON pointer in problems; empty for the first document
    /// @throws DescriptionException it is neither JSON nor YAML
    JsonValue parse(byte[] bytes, String name, String prefix) {
        var text = DocumentText.decode(bytes, name);
        var start = text.stripLeading();
        if (start.isEmpty()) {
            throw new DescriptionException(name, "is empty");
        }
        if (start.startsWith("<")) {
            throw new DescriptionException(
                    name, "is HTML or XML; the description itself is needed, in JSON or YAML");
        }
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return yaml(text, name, prefix);
        }
        try {
            return json(text, name, prefix);
        } catch (JsonException e) {
            return almostJson(text, name, prefix, e);
        }
    }

    /// JSON with a comma too much, comments or the like, which YAML allows.
    private JsonValue almostJson(String text, String name, String prefix, JsonException invalid) {
        var problem = line(invalid) + "is not valid JSON: " + firstLine(invalid);
        JsonValue value;
        try {
            value = yaml(text, name, prefix);
        } catch (DescriptionException _) {
            throw new DescriptionException(name, problem);
        }
        problems.add(prefix + "#", problem + "; read as YAML");
        return value;
    }

    private JsonValue yaml(String text, String name, String prefix) {
        var builder = new ValueBuilder(name, prefix, limits, problems);
        return new YamlEvents(builder, name).read(text);
    }

    private JsonValue json(String text, String name, String prefix) {
        var builder = new ValueBuilder(name, prefix, limits, problems);
        try (var parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                add(parser, parser.next(), builder);
            }
        }
        return builder.result().orElseThrow(() -> new DescriptionException(name, "is empty"));
    }

    private static void add(JsonParser parser, JsonParser.Event event, ValueBuilder builder) {
        switch (event) {
            case START_OBJECT -> builder.startObject();
            case START_ARRAY -> builder.startArray();
            case END_OBJECT, END_ARRAY -> builder.end();
            case KEY_NAME -> builder.key(parser.getString());
            case VALUE_STRING -> builder.add(JSON.createValue(parser.getString()), 1);
            case VALUE_NUMBER -> builder.add(number(parser.getString()), 1);
            case VALUE_TRUE -> builder.add(JsonValue.TRUE, 1);
            case VALUE_FALSE -> builder.add(JsonValue.FALSE, 1);
            case VALUE_NULL -> builder.add(JsonValue.NULL, 1);
        }
    }

    private static JsonValue number(String text) {
        return DocumentNumbers.parse(text)
                .<JsonValue>map(number -> number)
                .orElseGet(() -> JSON.createValue(text));
    }

    private static String line(JsonException e) {
        return e instanceof JsonParsingException parsing && parsing.getLocation() != null
                ? "line " + parsing.getLocation().getLineNumber() + " "
                : "";
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
