package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.ParameterFile.In;
import dev.connectorproxy.declarative.request.BodyKind;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// Makes a parameter of what a file says alone.
final class FileParameters {
    private static final JsonProvider JSON = JsonProvider.provider();

    private FileParameters() {}

    /// A parameter that says where it goes.
    ///
    /// @param content of the body; dots in a name are places inside it if it is JSON
    static ParameterSource source(ParameterFile file, Optional<RequestBody.Content> content) {
        boolean json = content.map(body -> BodyKind.isJson(body.mediaType())).orElse(true);
        return source(file, place(file, file.target().in().orElseThrow(), json), false);
    }

    /// @param required unless the file says otherwise
    static ParameterSource source(ParameterFile file, ParameterPlace place, boolean required) {
        return new ParameterSource(
                place,
                schema(file),
                file.bounds().required().orElse(required),
                "",
                "",
                Optional.empty(),
                Visibility.NORMAL,
                Optional.empty());
    }

    /// @param json whether the body is JSON
    static ParameterPlace place(ParameterFile file, In in, boolean json) {
        var name = file.target().name().orElse(file.id());
        return switch (in) {
            case PATH -> new ParameterPlace.InRequest(parameter(file, name, Location.PATH));
            case QUERY -> new ParameterPlace.InRequest(parameter(file, name, Location.QUERY));
            case HEADER -> new ParameterPlace.InRequest(parameter(file, name, Location.HEADER));
            case COOKIE -> new ParameterPlace.InRequest(parameter(file, name, Location.COOKIE));
            case BODY -> {
                requireNoStyle(file);
                yield new ParameterPlace.InBody(json ? List.of(name.split("\\.")) : List.of(name));
            }
            case SERVER -> new ParameterPlace.InServer(name);
            case HEADERS -> new ParameterPlace.InHeaders();
            case NONE -> new ParameterPlace.Nowhere();
        };
    }

    /// A parameter that would be in the body, if that were no expression, which reads it.
    static ParameterPlace besideExpression(ParameterFile file, RequestFile request) {
        if (file.target().in().isPresent()) {
            throw new SettingsException(
                    "%s: body is an expression, so that parameter '%s' cannot be in the body; the expression can read it"
                            .formatted(request.place(), file.id()));
        }
        return new ParameterPlace.Nowhere();
    }

    /// @throws SettingsException a style is given
    private static void requireNoStyle(ParameterFile file) {
        if (file.target().style().isPresent() || file.target().explode().isPresent()) {
            throw new SettingsException(
                    "%s: parameters.%s.style and explode must not be given for a parameter of the body, unless the request says send: form"
                            .formatted(file.place(), file.id()));
        }
    }

    /// How a file says that a member of a form is sent; empty for the default.
    static Optional<RequestBody.Part> part(ParameterFile file) {
        var target = file.target();
        return target.style().isEmpty() && target.explode().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RequestBody.Part(
                                Optional.empty(),
                                target.style().orElse(Style.FORM),
                                target.explode().orElse(true),
                                false));
    }

    private static OperationParameter parameter(
            ParameterFile file, String name, Location location) {
        boolean form = location == Location.QUERY || location == Location.COOKIE;
        return parameter(
                name,
                location,
                file.target().style().orElse(form ? Style.FORM : Style.SIMPLE),
                file.target().explode().orElse(form),
                schema(file));
    }

    /// A query parameter in the default style.
    static OperationParameter query(String name) {
        return parameter(name, Location.QUERY, Style.FORM, true, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static OperationParameter parameter(
            String name, Location in, Style style, boolean explode, JsonObject schema) {
        return new OperationParameter(
                name,
                in,
                in == Location.PATH,
                "",
                "",
                style,
                explode,
                false,
                false,
                Optional.empty(),
                schema,
                Optional.empty(),
                Visibility.NORMAL,
                Optional.empty());
    }

    private static JsonObject schema(ParameterFile file) {
        return file.bounds().schema().orElseGet(() -> ofType(file));
    }

    private static JsonObject ofType(ParameterFile file) {
        var type =
                switch (file.bounds().type().orElse(ParameterType.STR)) {
                    case INTEGER -> "integer";
                    case BOOL -> "boolean";
                    case STRUCTURED -> "";
                    default -> "string";
                };
        var schema = JSON.createObjectBuilder();
        if (!type.isEmpty()) {
            schema.add("type", type);
        }
        file.bounds().format().ifPresent(format -> schema.add("format", format));
        return schema.build();
    }
}
