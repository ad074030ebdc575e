package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Encodes JSON values as `application/x-www-form-urlencoded` (WHATWG URL, section 5.2), as httpx writes query strings
/// and forms: a list repeats its name, `null` is the empty string, and deeper nested values are written as JSON.
public final class FormEncoding {
    private FormEncoding() {}

    /// The query string for a `params` argument, which is an object, a list of pairs, or a query string.
    public static String encodeParams(JsonValue params) {
        return switch (params) {
            case JsonObject object -> encode(object);
            case JsonArray pairs -> write(parsePairs(pairs));
            case JsonString text -> write(parseQuery(text.getString()));
            default ->
                    throw invalid(
                            "parameter 'params' must be an object, a list of pairs or a string");
        };
    }

    public static String encode(JsonObject object) {
        var fields = new LinkedHashMap<String, List<String>>();
        object.forEach((name, value) ->
                fields.put(
                        name,
                        value instanceof JsonArray list
                                ? list.stream().map(FormEncoding::toText).toList()
                                : List.of(toText(value))));
        return write(fields);
    }

    private static Map<String, List<String>> parsePairs(JsonArray list) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var item : list) {
            if (!(item instanceof JsonArray pair) || pair.size() != 2) {
                throw invalid("parameter 'params' is a list, but not of [name, value] pairs");
            }
            fields.computeIfAbsent(toText(pair.get(0)), _ -> new ArrayList<>())
                    .add(toText(pair.get(1)));
        }
        return fields;
    }

    private static Map<String, List<String>> parseQuery(String query) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var field : query.replace('+', ' ').split("&")) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                var name = equals < 0 ? field : field.substring(0, equals);
                var value = equals < 0 ? "" : field.substring(equals + 1);
                fields.computeIfAbsent(UrlText.percentDecode(name), _ -> new ArrayList<>())
                        .add(UrlText.percentDecode(value));
            }
        }
        return fields;
    }

    /// A value as text: `null` is the empty string, and lists and objects are JSON.
    public static String toText(JsonValue value) {
        return switch (value) {
            case JsonString string -> string.getString();
            case JsonNumber number -> PythonNumber.toQueryText(number);
            default -> value.getValueType() == JsonValue.ValueType.NULL ? "" : value.toString();
        };
    }

    private static String write(Map<String, List<String>> fields) {
        var out = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(value -> appendField(out, name, value)));
        return out.toString();
    }

    public static void appendField(StringBuilder out, String name, String value) {
        out.append(out.isEmpty() ? "" : "&");
        out.append(encode(name)).append('=').append(encode(value));
    }

    private static String encode(String text) {
        return PercentCodec.encode(Utf8.encode(text), PercentCodec.UNRESERVED).replace("%20", "+");
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
