package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import dev.connectorproxy.declarative.request.BodyChoice;
import dev.connectorproxy.declarative.request.BodyKind;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.RequestBody.Content;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Collects the parameters of an operation: those of its path, query, headers and cookies, then those of its body.
final class OperationSources {
    private static final int MAX_FLAT_PROPERTIES = 10;
    private static final String WHOLE = "body";

    /// Header parameters of these names are ignored (OpenAPI 3.1, section 4.8.12.1).
    private static final Set<String> IGNORED_HEADERS =
            Set.of("accept", "content-type", "authorization");

    private OperationSources() {}

    static List<ParameterSource> of(
            Operation operation, JsonObject defs, ParameterOverrides overrides) {
        var sources = new ArrayList<ParameterSource>();
        for (var location : Location.values()) {
            operation.parameters().stream()
                    .filter(parameter -> parameter.in() == location && !isIgnored(parameter))
                    .map(parameter -> source(parameter, defs))
                    .forEach(sources::add);
        }
        operation.body().ifPresent(body -> sources.addAll(ofBody(body, defs, overrides)));
        return sources;
    }

    /// The form in which a body is sent.
    static Content content(RequestBody body, JsonObject defs) {
        return BodyChoice.of(body, defs)
                .map(BodyChoice::content)
                .orElse(body.contents().getFirst());
    }

    static boolean isForm(String mediaType) {
        var type = BodyKind.essence(mediaType);
        return type.equals("application/x-www-form-urlencoded")
                || type.equals("multipart/form-data");
    }

    private static boolean isIgnored(OperationParameter parameter) {
        return parameter.in() == Location.HEADER
                && IGNORED_HEADERS.contains(parameter.name().toLowerCase(Locale.ROOT));
    }

    private static ParameterSource source(OperationParameter parameter, JsonObject defs) {
        var schema = SchemaType.resolved(parameter.schema(), defs);
        return new ParameterSource(
                new ParameterPlace.InRequest(parameter),
                schema,
                parameter.required(),
                parameter.label(),
                parameter.description(),
                parameter.example().or(() -> Optional.ofNullable(schema.get("example"))),
                parameter.visibility(),
                parameter.fixed().or(() -> onlyValue(schema, parameter.required())));
    }

    private static Optional<JsonValue> onlyValue(JsonObject schema, boolean required) {
        return required ? SchemaType.constant(schema) : Optional.empty();
    }

    private static List<ParameterSource> ofBody(
            RequestBody body, JsonObject defs, ParameterOverrides overrides) {
        var content = content(body, defs);
        var schema = SchemaType.resolved(content.schema(), defs);
        var properties = properties(schema, content, defs, body.required());
        boolean flat =
                overrides
                        .body()
                        .map(BodyForm.FLAT::equals)
                        .or(() -> isShownFlat(overrides, schema))
                        .orElse(properties.size() <= MAX_FLAT_PROPERTIES);
        return flat && !properties.isEmpty() ? properties : List.of(whole(body, content, schema));
    }

    /// The form that a list of ids fits, so that it stays when the body gains properties; empty if there is no list, or `body` may
    /// be a property.
    private static Optional<Boolean> isShownFlat(ParameterOverrides overrides, JsonObject schema) {
        boolean ambiguous =
                schema.get("properties") instanceof JsonObject properties
                        && properties.containsKey(WHOLE);
        return overrides
                .show()
                .filter(ids -> !ids.contains(WHOLE) || !ambiguous)
                .map(ids -> !ids.contains(WHOLE));
    }

    private static ParameterSource whole(RequestBody body, Content content, JsonObject schema) {
        return new ParameterSource(
                new ParameterPlace.WholeBody(),
                schema,
                body.required(),
                SchemaType.text(schema, "x-ms-summary"),
                body.description().isEmpty()
                        ? SchemaType.text(schema, "description")
                        : body.description(),
                content.example(),
                Operation.Visibility.NORMAL,
                Optional.empty());
    }

    private static List<ParameterSource> properties(
            JsonObject schema, Content content, JsonObject defs, boolean bodyRequired) {
        boolean members = BodyKind.isJson(content.mediaType()) || isForm(content.mediaType());
        if (!members || !(schema.get("properties") instanceof JsonObject properties)) {
            return List.of();
        }
        var required = required(schema);
        var sources = new ArrayList<ParameterSource>();
        properties.forEach((name, value) -> {
            var property =
                    SchemaType.resolved(
                            SchemaType.object(value).orElse(JsonValue.EMPTY_JSON_OBJECT), defs);
            if (property.get("readOnly") != JsonValue.TRUE) {
                sources.add(
                        property(
                                name,
                                property,
                                bodyRequired && required.contains(name),
                                visibility(property, required.contains(name))));
            }
        });
        return sources;
    }

    private static Set<String> required(JsonObject schema) {
        var names = new HashSet<String>();
        if (schema.get("required") instanceof JsonArray list) {
            list.stream()
                    .filter(JsonString.class::isInstance)
                    .forEach(name -> names.add(((JsonString) name).getString()));
        }
        return names;
    }

    private static ParameterSource property(
            String name, JsonObject schema, boolean required, Operation.Visibility visibility) {
        var internal =
                visibility == Operation.Visibility.INTERNAL
                        ? Optional.ofNullable(schema.get("default"))
                        : Optional.<JsonValue>empty();
        return new ParameterSource(
                new ParameterPlace.InBody(List.of(name)),
                schema,
                required,
                SchemaType.text(schema, "x-ms-summary"),
                SchemaType.text(schema, "description"),
                Optional.ofNullable(schema.get("example")),
                visibility,
                internal.or(() -> onlyValue(schema, required)));
    }

    /// @param needed whether no body is valid without the property; then somebody must give it, although it is internal
    private static Operation.Visibility visibility(JsonObject schema, boolean needed) {
        var visibility = visibility(SchemaType.text(schema, "x-ms-visibility"));
        return visibility == Operation.Visibility.INTERNAL
                        && needed
                        && !schema.containsKey("default")
                ? Operation.Visibility.ADVANCED
                : visibility;
    }

    private static Operation.Visibility visibility(String word) {
        return switch (word) {
            case "important" -> Operation.Visibility.IMPORTANT;
            case "advanced" -> Operation.Visibility.ADVANCED;
            case "internal" -> Operation.Visibility.INTERNAL;
            default -> Operation.Visibility.NORMAL;
        };
    }
}
