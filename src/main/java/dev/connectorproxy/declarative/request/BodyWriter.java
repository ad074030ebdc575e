package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody.Content;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;

/// Serializes bodies in one media type. Immutable.
sealed interface BodyWriter permits JsonBody, FormBody, MultipartFormBody, RawBody {

    /// A serialized body.
    ///
    /// @param contentType of the header
    record Encoded(byte[] bytes, String contentType) {
        static Encoded of(String text, String contentType) {
            return new Encoded(
                    StyledValue.checked(Refusals.BODY, text).getBytes(StandardCharsets.UTF_8),
                    contentType);
        }
    }

    /// The body.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    Encoded write(JsonValue body);

    /// Whether a header parameter may replace the `Content-Type`.
    default boolean hasFreeContentType() {
        return false;
    }

    static BodyWriter of(BodyChoice choice, SchemaLookup schemas) {
        Content content = choice.content();
        return switch (choice.kind()) {
            case JSON -> JsonBody.of(content, schemas);
            case FORM -> FormBody.of(content, schemas);
            case MULTIPART -> MultipartFormBody.of(content, schemas);
            case TEXT, BINARY -> RawBody.of(content, choice.kind());
        };
    }

    /// The fields of a form.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    static JsonObject fields(JsonValue body) {
        if (body instanceof JsonObject fields) {
            return fields;
        }
        throw Refusals.parameter(Refusals.BODY, "must be an object, whose members are the fields");
    }

    /// Whether the media type is a range, such as `image/*`.
    static boolean isRange(String mediaType) {
        return mediaType.contains("*");
    }
}
