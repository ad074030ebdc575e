package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.ApiDescription.Variable;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.openapi.SecurityScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Swagger 2.0, with the words `x-ms-…` of Power Platform connectors.
record Swagger2(Located root, Documents documents, SchemaReader schemas) implements Version {
    private static final List<String> JSON_TYPE = List.of("application/json");

    @Override
    public List<ApiServer> servers(Located at) {
        var basePath = at.text("basePath").orElse("").strip();
        var path = basePath.isEmpty() || basePath.startsWith("/") ? basePath : "/" + basePath;
        var schemes = at.texts("schemes");
        var scheme = schemes.isEmpty() || schemes.contains("https") ? "https" : schemes.getFirst();
        var template = at.get("x-ms-parameterized-host");
        if (template.isPresent()) {
            return List.of(parameterizedHost(template.get(), scheme, path));
        }
        return at.text("host")
                .map(host -> host.strip().replaceFirst("^[a-zA-Z]+://", ""))
                .filter(host -> !host.isEmpty())
                .map(host -> List.of(new ApiServer(scheme + "://" + host + path, Map.of())))
                .orElse(path.isEmpty() ? List.of() : List.of(new ApiServer(path, Map.of())));
    }

    private ApiServer parameterizedHost(Located host, String scheme, String path) {
        var variables = new LinkedHashMap<String, Variable>();
        for (var declared : host.elements("parameters")) {
            documents
                    .resolve(declared)
                    .ifPresent(parameter ->
                            variables.put(
                                    parameter.text("name").orElse(""),
                                    new Variable(
                                            parameter.text("default").orElse(""),
                                            parameter.text("description").orElse(""),
                                            parameter.texts("enum"))));
        }
        var prefix =
                host.text("useSchemePrefix").filter("false"::equals).isPresent()
                        ? ""
                        : scheme + "://";
        return new ApiServer(prefix + host.text("hostTemplate").orElse("") + path, variables);
    }

    @Override
    public Map<String, SecurityScheme> securitySchemes() {
        var schemes = new LinkedHashMap<String, SecurityScheme>();
        root.members("securityDefinitions")
                .forEach(member -> schemes.put(member.name(), scheme(member.located())));
        return schemes;
    }

    private SecurityScheme scheme(Located declared) {
        var type = declared.text("type").orElse("").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "basic" -> new SecurityScheme.Http("basic");
            case "apikey" -> SecuritySchemes.apiKey(declared);
            case "oauth2" -> new SecurityScheme.OAuth2(flow(declared));
            default -> new SecurityScheme.Unsupported("its type '" + type + "' is unknown");
        };
    }

    private static Map<String, SecurityScheme.Flow> flow(Located declared) {
        var name =
                switch (declared.text("flow").orElse("").toLowerCase(Locale.ROOT)) {
                    case "application" -> "clientCredentials";
                    case "password" -> "password";
                    case "implicit" -> "implicit";
                    default -> "authorizationCode";
                };
        return Map.of(name, SecuritySchemes.flow(declared));
    }

    @Override
    public Optional<OperationParameter> parameter(Located parameter) {
        var in = OperationsReader.location(parameter, documents);
        if (in.isEmpty()) {
            return Optional.empty();
        }
        var format = parameter.text("collectionFormat").orElse("csv").toLowerCase(Locale.ROOT);
        var schema = schemas.read(parameter);
        return Optional.of(
                new OperationParameter(
                        parameter.text("name").orElse(""),
                        in.get(),
                        in.get() == Location.PATH || parameter.flag("required"),
                        parameter.text("x-ms-summary").orElse("").strip(),
                        parameter.text("description").orElse("").strip(),
                        style(in.get(), format),
                        format.equals("multi"),
                        false,
                        parameter
                                .text("x-ms-url-encoding")
                                .filter("double"::equalsIgnoreCase)
                                .isPresent(),
                        Optional.empty(),
                        without(schema, "required"),
                        parameter
                                .get("x-example")
                                .or(() -> parameter.get("example"))
                                .map(Located::value),
                        OperationsReader.visibility(parameter),
                        fixed(parameter, schema)));
    }

    /// What nobody sees, and has a value, is sent with it.
    private static Optional<JsonValue> fixed(Located parameter, JsonObject schema) {
        return OperationsReader.visibility(parameter) == Visibility.INTERNAL
                ? Optional.ofNullable(schema.get("default"))
                : Optional.empty();
    }

    private static Style style(Location in, String collectionFormat) {
        return switch (collectionFormat) {
            case "ssv" -> Style.SPACE_DELIMITED;
            case "tsv" -> Style.TAB_DELIMITED;
            case "pipes" -> Style.PIPE_DELIMITED;
            default -> in == Location.QUERY || in == Location.COOKIE ? Style.FORM : Style.SIMPLE;
        };
    }

    private static JsonObject without(JsonObject schema, String keyword) {
        return schema.containsKey(keyword)
                ? Json.createObjectBuilder(schema).remove(keyword).build()
                : schema;
    }

    @Override
    public Optional<RequestBody> body(Located operation, List<Located> parameters) {
        var fields = new ArrayList<Located>();
        for (var parameter : parameters) {
            switch (parameter.text("in").orElse("").toLowerCase(Locale.ROOT)) {
                case "body" -> {
                    return Optional.of(body(operation, parameter));
                }
                case "formdata" -> fields.add(parameter);
                default -> {
                    // belongs to no body
                }
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(form(operation, fields));
    }

    private RequestBody body(Located operation, Located parameter) {
        var schema = parameter.get("schema").map(schemas::read).orElse(JsonValue.EMPTY_JSON_OBJECT);
        return new RequestBody(
                parameter.text("name").orElse(""),
                parameter.flag("required"),
                parameter.text("description").orElse("").strip(),
                mediaTypes(operation, "consumes").stream()
                        .map(type ->
                                new RequestBody.Content(type, schema, Map.of(), Optional.empty()))
                        .toList());
    }

    private RequestBody form(Located operation, List<Located> fields) {
        var properties = Json.createObjectBuilder();
        var required = Json.createArrayBuilder();
        var parts = new LinkedHashMap<String, RequestBody.Part>();
        boolean file = false;
        for (var field : fields) {
            var name = field.text("name").orElse("");
            properties.add(name, without(schemas.read(field), "required"));
            if (field.flag("required")) {
                required.add(name);
            }
            file |= field.text("type").filter("file"::equals).isPresent();
            field.text("collectionFormat")
                    .ifPresent(format -> parts.put(name, part(format.toLowerCase(Locale.ROOT))));
        }
        var schema =
                Json.createObjectBuilder()
                        .add("type", "object")
                        .add("properties", properties)
                        .add("required", required)
                        .build();
        boolean multipart =
                file || mediaTypes(operation, "consumes").contains("multipart/form-data");
        var type = multipart ? "multipart/form-data" : "application/x-www-form-urlencoded";
        return new RequestBody(
                "",
                !schema.getJsonArray("required").isEmpty(),
                "",
                List.of(new RequestBody.Content(type, schema, parts, Optional.empty())));
    }

    private static RequestBody.Part part(String collectionFormat) {
        return new RequestBody.Part(
                Optional.empty(),
                style(Location.QUERY, collectionFormat),
                collectionFormat.equals("multi"),
                false);
    }

    @Override
    public ResponseDescription response(Located operation, Located response) {
        var contents = new LinkedHashMap<String, ResponseDescription.Content>();
        var schema = response.get("schema").map(schemas::read);
        schema.ifPresent(json ->
                mediaTypes(operation, "produces")
                        .forEach(type ->
                                contents.put(
                                        type,
                                        new ResponseDescription.Content(
                                                json,
                                                response.get("examples")
                                                        .flatMap(examples -> examples.get(type))
                                                        .map(Located::value)))));
        return new ResponseDescription(response.text("description").orElse("").strip(), contents);
    }

    private List<String> mediaTypes(Located operation, String key) {
        var own = operation.get(key).isPresent() ? operation.texts(key) : root.texts(key);
        var types = own.stream().map(String::strip).filter(type -> type.contains("/")).toList();
        return types.isEmpty() ? JSON_TYPE : types;
    }
}
