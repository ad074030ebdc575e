package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.connector.http.python.FormEncoding;
import dev.connectorproxy.connector.http.python.Utf8;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// The request body made of `data` and `body_format`, and its Content-Type, which the caller's own header overrides.
public record HttpRequestBody(Optional<byte[]> bytes, Optional<String> contentType) {
    private static final HttpRequestBody NONE =
            new HttpRequestBody(Optional.empty(), Optional.empty());
    private static final HttpRequestBody NULL_LITERAL =
            new HttpRequestBody(
                    Optional.of("null".getBytes(StandardCharsets.US_ASCII)), Optional.empty());

    public static HttpRequestBody of(Arguments arguments) {
        var data = arguments.text("data");
        return switch (arguments.string("body_format").orElse("").toLowerCase(Locale.ROOT)) {
            case "form" -> data.map(HttpRequestBody::form).orElse(NONE);
            case "raw" -> data.map(HttpRequestBody::raw).orElse(NULL_LITERAL);
            case "multipart" -> data.map(text -> MultipartBody.of(text.value())).orElse(NONE);
            case "none" -> NONE;
            default -> data.map(HttpRequestBody::json).orElse(NONE);
        };
    }

    /// Whether the type is that of a multipart body, whose boundary the caller's own header cannot know.
    public static boolean isMultipart(String contentType) {
        return contentType.startsWith("multipart/");
    }

    private static HttpRequestBody json(JsonText data) {
        return new HttpRequestBody(Optional.of(data.compact()), Optional.of("application/json"));
    }

    /// Sends a data URL as the file that it holds, with its type.
    private static HttpRequestBody raw(JsonText data) {
        if (data.type() != ValueType.STRING
                || !DataUrl.isFile(((JsonString) data.value()).getString())) {
            return text(data);
        }
        var file = DataUrl.parse("data", ((JsonString) data.value()).getString());
        return new HttpRequestBody(
                Optional.of(file.content()),
                Optional.of(file.mediaType()).filter(type -> !type.isEmpty()));
    }

    /// Sends a string as it is and anything else as JSON, both without a Content-Type.
    private static HttpRequestBody text(JsonText data) {
        return new HttpRequestBody(
                Optional.of(
                        data.type() == ValueType.STRING
                                ? Utf8.encode(((JsonString) data.value()).getString())
                                : data.compact()),
                Optional.empty());
    }

    private static HttpRequestBody form(JsonText data) {
        return switch (data.type()) {
            case OBJECT -> form(data.value().asJsonObject());
            case STRING -> text(data);
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "parameter 'data' must be an object or a string where body_format is form");
        };
    }

    private static HttpRequestBody form(JsonObject fields) {
        return fields.isEmpty()
                ? NONE
                : new HttpRequestBody(
                        Optional.of(Utf8.encode(FormEncoding.encode(fields))),
                        Optional.of("application/x-www-form-urlencoded"));
    }
}
