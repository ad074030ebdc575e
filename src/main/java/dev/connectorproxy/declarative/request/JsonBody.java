package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody.Content;
import jakarta.json.JsonValue;

/// A body in JSON. Immutable.
record JsonBody(String contentType) implements BodyWriter {

    static JsonBody of(Content content) {
        return new JsonBody(
                BodyWriter.isRange(content.mediaType()) ? "application/json" : content.mediaType());
    }

    @Override
    public Encoded write(JsonValue body) {
        return Encoded.of(body.toString(), contentType);
    }
}
