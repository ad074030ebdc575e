package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Reads parameters in the path, the query, headers and cookies. Not thread-safe.
final class ParameterReader {
    private final ReadingContext context;
    private final ParameterSchemas schemas;
    private final ParameterStyles styles;

    ParameterReader(ReadingContext context, ParameterSchemas schemas) {
        this.context = context;
        this.schemas = schemas;
        this.styles = new ParameterStyles(context);
    }

    /// The parameter; empty, with a problem, if it cannot be sent.
    ///
    /// @param parameter with a name
    OperationParameter read(DocumentNode parameter, Location in) {
        context.limits().addSteps(1);
        var content = content(parameter);
        var schema = content.flatMap(it -> it.get("schema")).map(context.schemas()::convert);
        return parameter(parameter, in, content, schema.orElseGet(() -> schemas.read(parameter)));
    }

    private OperationParameter parameter(
            DocumentNode node, Location in, Optional<DocumentNode> content, JsonObject schema) {
        var written = styles.read(node, in);
        var visibility = visibility(node);
        return new OperationParameter(
                node.text("name").orElseThrow(),
                in,
                in == Location.PATH || node.isTrue("required"),
                label(node),
                node.text("description").orElse(""),
                written.style(),
                written.explode(),
                node.isTrue("allowReserved") || node.isTrue("x-ms-skip-url-encoding"),
                node.text("x-ms-url-encoding").filter("double"::equalsIgnoreCase).isPresent(),
                content.map(DocumentNode::key),
                schema,
                ExampleReader.read(content.orElse(node), schema, context.references()),
                visibility,
                fixed(visibility, schema));
    }

    /// The first media type of `content`.
    private Optional<DocumentNode> content(DocumentNode parameter) {
        return parameter.get("content").stream().flatMap(it -> it.members().stream()).findFirst();
    }

    static Visibility visibility(DocumentNode node) {
        var name = node.text("x-ms-visibility").orElse("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Visibility.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(Visibility.NORMAL);
    }

    private static String label(DocumentNode node) {
        return node.text("x-ms-summary")
                .or(() -> node.get("schema").flatMap(schema -> schema.text("x-ms-summary")))
                .orElse("");
    }

    private static Optional<JsonValue> fixed(Visibility visibility, JsonObject schema) {
        return visibility == Visibility.INTERNAL
                ? Optional.ofNullable(schema.get("default"))
                : Optional.empty();
    }
}
