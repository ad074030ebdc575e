package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The request body made of `data` and `body_format`, and its Content-Type, which the caller's own header overrides.
record RequestBody(Optional<byte[]> bytes, Optional<String> contentType) {
    private static final RequestBody NONE = new RequestBody(Optional.empty(), Optional.empty());
    private static final RequestBody NULL =
            new RequestBody(
                    Optional.of("null".getBytes(StandardCharsets.US_ASCII)), Optional.empty());

    static RequestBody of(Arguments arguments) {
        var data = arguments.text("data");
        return switch (arguments.string("body_format").orElse("").toLowerCase(Locale.ROOT)) {
            case "form" -> data.map(RequestBody::form).orElse(NONE);
            case "raw" -> data.map(RequestBody::raw).orElse(NULL);
            case "none" -> NONE;
            default -> data.map(RequestBody::json).orElse(NONE);
        };
    }

    private static RequestBody json(JsonText data) {
        return new RequestBody(Optional.of(data.compact()), Optional.of("application/json"));
    }

    /// Sends a string as it is and anything else as JSON, both without a Content-Type.
    private static RequestBody raw(JsonText data) {
        return new RequestBody(
                Optional.of(
                        data.type() == ValueType.STRING
                                ? Utf8.bytes(((JsonString) data.value()).getString())
                                : data.compact()),
                Optional.empty());
    }

    private static RequestBody form(JsonText data) {
        return switch (data.type()) {
            case OBJECT -> form(data.value().asJsonObject());
            case STRING -> raw(data);
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "parameter 'data' must be an object or a string where body_format is form");
        };
    }

    private static RequestBody form(JsonObject fields) {
        return fields.isEmpty()
                ? NONE
                : new RequestBody(
                        Optional.of(Utf8.bytes(FormEncoding.of(fields))),
                        Optional.of("application/x-www-form-urlencoded"));
    }
}
