package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.RequestBody;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;

/// The media type in which the body of an operation is sent: JSON if that is offered, else a form, multipart, text or binary; of
/// several of one kind the first. Immutable.
///
/// @param content one of those of the body
public record BodyChoice(RequestBody.Content content, BodyKind kind) {

    /// Empty if none can be written: XML whose schema is not a string, or multipart other than form-data.
    ///
    /// @param schemas the named schemas of the description
    public static Optional<BodyChoice> of(RequestBody body, JsonObject schemas) {
        var lookup = new SchemaLookup(schemas);
        return body.contents().stream()
                .flatMap(content -> of(content, lookup).stream())
                .min(Comparator.comparing(BodyChoice::kind));
    }

    private static Optional<BodyChoice> of(RequestBody.Content content, SchemaLookup schemas) {
        return BodyKind.of(
                        content.mediaType(),
                        schemas.isText(content.schema()),
                        schemas.isFile(content.schema()))
                .map(kind -> new BodyChoice(content, kind));
    }
}
