package dev.connectorproxy.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a response with some status is like. Immutable.
///
/// @param contents by media type, in order; empty for a response without a body
public record ResponseDescription(String description, Map<String, Content> contents) {
    public ResponseDescription {
        contents = Collections.unmodifiableMap(new LinkedHashMap<>(contents));
    }

    /// The body in one media type.
    ///
    /// @param schema see [ApiDescription#schemas]; `{}` if there is none
    public record Content(JsonObject schema, Optional<JsonValue> example) {}
}
