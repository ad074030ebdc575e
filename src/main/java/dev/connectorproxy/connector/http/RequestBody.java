package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/// The body that `data` and `body_format` make, and the Content-Type that goes with it unless the caller names one.
record RequestBody(Optional<byte[]> bytes, Optional<String> contentType) {
    private static final RequestBody NONE = new RequestBody(Optional.empty(), Optional.empty());

    static RequestBody of(Arguments arguments) {
        var data = arguments.value("data");
        return switch (arguments.string("body_format").orElse("").toLowerCase(Locale.ROOT)) {
            case "form" -> data.map(RequestBody::form).orElse(NONE);
            case "raw" -> raw(data.orElse(JsonValue.NULL));
            case "none" -> NONE;
            default -> data.map(RequestBody::json).orElse(NONE);
        };
    }

    private static RequestBody json(JsonValue data) {
        return new RequestBody(
                Optional.of(Utf8.bytes(data.toString())), Optional.of("application/json"));
    }

    /// A string goes as it is, anything else as JSON; neither with a Content-Type of its own.
    private static RequestBody raw(JsonValue data) {
        var text = data instanceof JsonString string ? string.getString() : data.toString();
        return new RequestBody(Optional.of(Utf8.bytes(text)), Optional.empty());
    }

    private static RequestBody form(JsonValue data) {
        return switch (data) {
            case JsonObject fields when fields.isEmpty() -> NONE;
            case JsonObject fields ->
                    new RequestBody(
                            Optional.of(Utf8.bytes(FormEncoding.of(fields))),
                            Optional.of("application/x-www-form-urlencoded"));
            case JsonString _ -> raw(data);
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "parameter 'data' must be an object or a string where body_format is form");
        };
    }
}
