package dev.connectorproxy.spi.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;

/// Reads a tree whose numbers keep their text, such as `1.50E+1`, which a tree of the JSON library writes as `15.0`.
public final class ExactJsonReader {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonParser parser;

    private ExactJsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads the next value; its nesting is limited by the parser.
    public static JsonValue read(JsonParser parser) {
        return new ExactJsonReader(parser).value(parser.next());
    }

    private JsonValue value(Event event) {
        return switch (event) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_NUMBER -> number();
            default -> parser.getValue();
        };
    }

    private JsonObject object() {
        var object = JSON.createObjectBuilder();
        while (parser.next() != Event.END_OBJECT) {
            object.add(parser.getString(), value(parser.next()));
        }
        return object.build();
    }

    private JsonArray array() {
        var array = JSON.createArrayBuilder();
        for (var event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event));
        }
        return array.build();
    }

    private JsonNumber number() {
        var number = (JsonNumber) parser.getValue();
        var text = parser.getString();
        return text.equals(number.toString()) ? number : new ExactNumber(number, text);
    }
}
