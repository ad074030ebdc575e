package dev.connectorproxy.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The body of a request. Immutable.
///
/// @param name of the body parameter of Swagger 2.0; empty if there is none
/// @param description empty if there is none
/// @param contents the forms in which it may be sent, in the order of the document; at least one
public record RequestBody(
        String name, boolean required, String description, List<Content> contents) {
    public RequestBody {
        if (contents.isEmpty()) {
            throw new IllegalArgumentException("a body without a media type");
        }
        contents = List.copyOf(contents);
    }

    /// The body in one media type.
    ///
    /// @param mediaType may be a range, such as `*/*` or `text/*`
    /// @param schema see [ApiDescription#schemas]; `{}` if there is none
    /// @param parts how properties of a form or multipart body are sent, by their name; those that are not named are sent by default rules
    public record Content(
            String mediaType,
            JsonObject schema,
            Map<String, Part> parts,
            Optional<JsonValue> example) {
        public Content {
            parts = Map.copyOf(parts);
        }
    }

    /// How one property of a form or multipart body is sent (the Encoding Object).
    ///
    /// @param contentType of the part; empty for the default
    public record Part(
            Optional<String> contentType,
            OperationParameter.Style style,
            boolean explode,
            boolean allowReserved) {}
}
