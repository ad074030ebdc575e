package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody.Content;
import jakarta.json.JsonValue;

/// A body in JSON. Immutable.
record JsonBody(String contentType, FilePlaces files) implements BodyWriter {

    static JsonBody of(Content content, SchemaLookup schemas) {
        return new JsonBody(
                BodyWriter.isRange(content.mediaType()) ? "application/json" : content.mediaType(),
                FilePlaces.of(content.schema(), schemas));
    }

    @Override
    public Encoded write(JsonValue body) {
        return Encoded.of(files.encode(Refusals.BODY, body).toString(), contentType);
    }
}
