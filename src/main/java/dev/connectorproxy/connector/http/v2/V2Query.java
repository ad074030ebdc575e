package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.FormEncoding;
import dev.connectorproxy.connector.http.python.PythonNumber;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.stream.Stream;

/// Encodes a `params` argument as a query, as `requests` does: lists repeat their name, `null` is left out, `True` and
/// `False` are capitalized, and a nested object is replaced by its keys. Deeper nested values are written as JSON.
final class V2Query {
    private static final JsonProvider JSON = JsonProvider.provider(); // looked up once

    private V2Query() {}

    /// The encoded query; empty for none.
    static String of(JsonValue params) {
        var fields = new StringBuilder();
        switch (params) {
            case JsonObject object -> object.forEach((name, value) -> add(fields, name, value));
            case JsonArray pairs -> pairs.forEach(pair -> addPair(fields, pair));
            case JsonString text -> fields.append(text.getString());
            default -> {
                if (Arguments.isTruthy(params)) {
                    throw invalid(
                            "parameter 'params' must be an object, a list of pairs or a string");
                }
            }
        }
        return fields.toString();
    }

    private static void addPair(StringBuilder fields, JsonValue item) {
        if (!(item instanceof JsonArray pair) || pair.size() != 2 || isCompound(pair.get(0))) {
            throw invalid("parameter 'params' is a list, but not of [name, value] pairs");
        }
        add(fields, toText(pair.get(0)), pair.get(1));
    }

    private static void add(StringBuilder fields, String name, JsonValue value) {
        elements(value)
                .filter(element -> element.getValueType() != JsonValue.ValueType.NULL)
                .flatMap(element -> isCompound(element) ? elements(element) : Stream.of(element))
                .forEach(element -> FormEncoding.appendField(fields, name, toText(element)));
    }

    private static Stream<? extends JsonValue> elements(JsonValue value) {
        return switch (value) {
            case JsonArray list -> list.stream();
            case JsonObject object -> object.keySet().stream().map(JSON::createValue);
            default -> List.of(value).stream();
        };
    }

    private static boolean isCompound(JsonValue value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }

    private static String toText(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> PythonNumber.toPythonLiteral(((JsonNumber) value).toString());
            case TRUE -> "True";
            case FALSE -> "False";
            case NULL -> "None";
            case ARRAY, OBJECT -> value.toString();
        };
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
