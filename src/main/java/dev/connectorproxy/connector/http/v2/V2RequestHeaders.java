package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.PythonText;
import dev.connectorproxy.connector.http.shared.HttpRequestBody;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Builds the request headers of a V2 command: the caller's own without nulls (of several spellings of one name, the
/// last one), the credentials, and the body's Content-Type. A Content-Length is ignored, since the egress computes it.
final class V2RequestHeaders {
    private final SequencedMap<String, Header> headers =
            new LinkedHashMap<>(); // by lower-case name

    private V2RequestHeaders() {}

    /// @param authorization takes precedence over the caller's own Authorization header
    /// @throws ConnectorException `InvalidHeader`, `InvalidParameters`
    static List<Header> of(
            Arguments arguments, Optional<String> authorization, Optional<String> contentType) {
        var result = new V2RequestHeaders();
        arguments.value("headers").ifPresent(result::addAll);
        authorization.ifPresent(value -> result.set("Authorization", value));
        contentType
                .filter(type -> HttpRequestBody.isMultipart(type) || !result.has("Content-Type"))
                .ifPresent(type -> result.set("Content-Type", type));
        return List.copyOf(result.headers.values());
    }

    private void addAll(JsonValue given) {
        switch (given) {
            case JsonObject object -> object.forEach(this::add);
            case JsonArray pairs -> pairs.forEach(this::addPair);
            default -> {
                if (!given.equals(JsonValue.FALSE) && !given.toString().equals("\"\"")) {
                    throw invalid(
                            "parameter 'headers' must be an object or a list of [name, value] pairs");
                }
            }
        }
    }

    private void addPair(JsonValue item) {
        if (!(item instanceof JsonArray pair)
                || pair.size() != 2
                || !(pair.get(0) instanceof JsonString name)) {
            throw invalid("parameter 'headers' is a list, but not of [name, value] pairs");
        }
        add(name.getString(), pair.get(1));
    }

    private void add(String name, JsonValue value) {
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            if (name.equalsIgnoreCase("Accept")) {
                set(name, ""); // which keeps the egress from adding its own
            }
            return;
        }
        if (!(value instanceof JsonString text)) {
            throw invalidHeader("parameter 'headers' holds a value that is not a string");
        }
        if (!text.getString().isEmpty() && PythonText.isSpace(text.getString().charAt(0))) {
            throw invalidHeader("parameter 'headers' holds a value that begins with white space");
        }
        if (!name.equalsIgnoreCase("Content-Length")) {
            set(name, text.getString());
        }
    }

    private void set(String name, String value) {
        headers.putLast(name.toLowerCase(Locale.ROOT), new Header(name, value));
    }

    private boolean has(String name) {
        return headers.containsKey(name.toLowerCase(Locale.ROOT));
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }

    private static ConnectorException invalidHeader(String message) {
        return new ConnectorException(ErrorCode.INVALID_HEADER, message);
    }
}
