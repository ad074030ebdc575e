package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the body of a call: a JSON object, or the fields of a form. The last of several equal keys wins, `spiff__task_data`
/// is skipped without being built, and every other `spiff__` key that is not known is ignored.
final class InvocationReader {
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final String OURS = "spiff__";

    private final int jsonDepth;

    InvocationReader(int jsonDepth) {
        this.jsonDepth = jsonDepth;
    }

    /// @throws ConnectorException `InvalidRequest`
    Invocation json(byte[] body) {
        if (body.length == 0) {
            throw invalid("the body is empty; it must be a JSON object");
        }
        if (JsonText.of(body, jsonDepth).isEmpty()) {
            throw invalid(
                    "the body is not JSON in UTF-8, or is nested deeper than %d"
                            .formatted(jsonDepth));
        }
        try (var parser =
                PARSERS.createParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            if (parser.next() != Event.START_OBJECT) {
                throw invalid("the body must be a JSON object");
            }
            return object(parser);
        } catch (JsonException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST, "the body could not be read as JSON", e);
        }
    }

    /// Every value of a form is a string; a repeated field is a list of them.
    Invocation form(byte[] body) {
        var fields = new HashMap<String, JsonValue>();
        for (var field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            var name = decode(equals < 0 ? field : field.substring(0, equals));
            if (!name.isEmpty() && !name.startsWith(OURS)) {
                JsonValue value =
                        Json.createValue(equals < 0 ? "" : decode(field.substring(equals + 1)));
                fields.merge(name, value, InvocationReader::listed);
            }
        }
        return new Invocation(fields, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Invocation object(JsonParser parser) {
        var parameters = new HashMap<String, JsonValue>();
        var told = new HashMap<String, String>();
        while (parser.next() == Event.KEY_NAME) {
            var name = parser.getString();
            var event = parser.next();
            if (!name.startsWith(OURS)) {
                parameters.put(name, parser.getValue());
            } else if (event == Event.START_OBJECT) {
                parser.skipObject();
            } else if (event == Event.START_ARRAY) {
                parser.skipArray();
            } else if (event == Event.VALUE_STRING || event == Event.VALUE_NUMBER) {
                told.put(name, parser.getString());
            }
        }
        return new Invocation(
                parameters,
                Optional.ofNullable(told.get("spiff__process_model_identifier")),
                Optional.ofNullable(told.get("spiff__process_instance_id")),
                Optional.ofNullable(told.get("spiff__task_id")));
    }

    private static JsonValue listed(JsonValue before, JsonValue next) {
        var list =
                before.getValueType() == JsonValue.ValueType.ARRAY
                        ? Json.createArrayBuilder(before.asJsonArray())
                        : Json.createArrayBuilder().add(before);
        return list.add(next).build();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, message);
    }
}
