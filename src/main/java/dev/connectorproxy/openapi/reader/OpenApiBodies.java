package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.RequestBody.Part;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads request bodies of OpenAPI 3. Not thread-safe.
final class OpenApiBodies {
    private final ReadingContext context;
    private final ParameterStyles styles;

    OpenApiBodies(ReadingContext context) {
        this.context = context;
        this.styles = new ParameterStyles(context);
    }

    /// The body; empty, with a problem, if it has no media type.
    ///
    /// @param body the Request Body Object
    Optional<RequestBody> read(DocumentNode body) {
        var contents = new ArrayList<Content>();
        for (var media :
                context.references()
                        .get(body, "content")
                        .map(DocumentNode::members)
                        .orElse(List.of())) {
            context.limits().addSteps(1);
            MediaTypes.of(media.key())
                    .ifPresentOrElse(
                            type -> contents.add(content(type, media)),
                            () -> context.problems().add(media, "is not a media type; left out"));
        }
        if (contents.isEmpty()) {
            context.problems().add(body, "has no media type; no body is sent");
            return Optional.empty();
        }
        return Optional.of(
                new RequestBody(
                        "",
                        body.isTrue("required"),
                        body.text("description").orElse(""),
                        contents));
    }

    private Content content(String type, DocumentNode media) {
        var resolved = context.references().resolve(media).orElse(media);
        var schema = schema(type, resolved);
        return new Content(
                type,
                schema,
                parts(resolved),
                ExampleReader.read(resolved, schema, context.references()));
    }

    private JsonObject schema(String type, DocumentNode media) {
        var schema = media.get("schema").map(context.schemas()::convert);
        return MediaTypes.isBinary(type) && schema.filter(it -> !it.isEmpty()).isEmpty()
                ? MediaTypes.BINARY
                : schema.orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private Map<String, Part> parts(DocumentNode media) {
        Map<String, Part> parts = new LinkedHashMap<>();
        media.get("encoding").stream()
                .flatMap(it -> it.members().stream())
                .filter(DocumentNode::isObject)
                .forEach(it -> parts.put(it.key(), part(it)));
        return parts;
    }

    private Part part(DocumentNode encoding) {
        var written = styles.read(encoding, Location.QUERY);
        return new Part(
                encoding.text("contentType"),
                written.style(),
                written.explode(),
                encoding.isTrue("allowReserved"));
    }
}
