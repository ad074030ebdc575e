package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.RequestBody.Part;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes request bodies of the parameters of Swagger 2.0 that are `in: body` or `in: formData`. Not thread-safe.
final class SwaggerBodies {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final ReadingContext context;
    private final ParameterSchemas schemas;
    private final ParameterStyles styles;

    SwaggerBodies(ReadingContext context, ParameterSchemas schemas) {
        this.context = context;
        this.schemas = schemas;
        this.styles = new ParameterStyles(context);
    }

    /// The body that is one parameter.
    ///
    /// @param consumes media types; may be empty
    RequestBody read(DocumentNode parameter, List<String> consumes) {
        var schema = schemas.read(parameter);
        var types = consumes.isEmpty() ? List.of(usual(schema)) : consumes;
        var example = ExampleReader.read(parameter, schema, context.references());
        context.limits().addSteps(types.size());
        return new RequestBody(
                parameter.text("name").orElse(""),
                parameter.isTrue("required"),
                parameter.text("description").orElse(""),
                types.stream().map(it -> new Content(it, schema, Map.of(), example)).toList());
    }

    private static String usual(JsonObject schema) {
        return schema.getString("format", "").equals("binary")
                ? "application/octet-stream"
                : MediaTypes.JSON_TYPE;
    }

    /// The body that is a form.
    ///
    /// @param fields its parameters; at least one
    RequestBody readForm(List<DocumentNode> fields, List<String> consumes) {
        var properties = JSON.createObjectBuilder();
        var required = JSON.createArrayBuilder();
        Map<String, Part> parts = new LinkedHashMap<>();
        for (var field : fields) {
            context.limits().addSteps(1);
            var name = field.text("name").orElseThrow();
            properties.add(name, schemas.readField(field));
            part(field).ifPresent(it -> parts.put(name, it));
            if (field.isTrue("required")) {
                required.add(name);
            }
        }
        var schema = JSON.createObjectBuilder().add("type", "object").add("properties", properties);
        var names = required.build();
        if (!names.isEmpty()) {
            schema.add("required", names);
        }
        var content =
                new Content(
                        type(fields, consumes), schema.build(), parts, Optional.<JsonValue>empty());
        return new RequestBody("", !names.isEmpty(), "", List.of(content));
    }

    private Optional<Part> part(DocumentNode field) {
        if (field.text("type").filter("array"::equals).isEmpty()) {
            return Optional.empty();
        }
        var written = styles.read(field, Location.QUERY);
        return Optional.of(new Part(Optional.empty(), written.style(), written.explode(), false));
    }

    private static String type(List<DocumentNode> fields, List<String> consumes) {
        boolean hasFile =
                fields.stream().anyMatch(it -> it.text("type").filter("file"::equals).isPresent());
        boolean isMultipart =
                consumes.stream().anyMatch(it -> MediaTypes.is(it, MediaTypes.MULTIPART))
                        && consumes.stream().noneMatch(it -> MediaTypes.is(it, MediaTypes.FORM));
        return hasFile || isMultipart ? MediaTypes.MULTIPART : MediaTypes.FORM;
    }
}
