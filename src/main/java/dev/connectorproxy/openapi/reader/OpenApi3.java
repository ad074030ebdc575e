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
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// OpenAPI 3.0 and 3.1.
record OpenApi3(Located root, Documents documents, SchemaReader schemas) implements Version {

    @Override
    public List<ApiServer> servers(Located at) {
        return at.elements("servers").stream()
                .filter(server -> server.text("url").isPresent())
                .map(server -> {
                    var variables = new LinkedHashMap<String, Variable>();
                    server.members("variables")
                            .forEach(member ->
                                    variables.put(member.name(), variable(member.located())));
                    return new ApiServer(server.text("url").orElseThrow().strip(), variables);
                })
                .toList();
    }

    private static Variable variable(Located declared) {
        return new Variable(
                declared.text("default").orElse(""),
                declared.text("description").orElse("").strip(),
                declared.texts("enum"));
    }

    @Override
    public Map<String, SecurityScheme> securitySchemes() {
        var schemes = new LinkedHashMap<String, SecurityScheme>();
        root.get("components").stream()
                .flatMap(components -> components.members("securitySchemes").stream())
                .forEach(member ->
                        documents
                                .resolve(member.located())
                                .ifPresent(
                                        declared -> schemes.put(member.name(), scheme(declared))));
        return schemes;
    }

    private static SecurityScheme scheme(Located declared) {
        var type = declared.text("type").orElse("").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "apikey" -> SecuritySchemes.apiKey(declared);
            case "http" ->
                    new SecurityScheme.Http(
                            declared.text("scheme").orElse("").toLowerCase(Locale.ROOT));
            case "oauth2" -> {
                var flows = new LinkedHashMap<String, SecurityScheme.Flow>();
                declared.members("flows")
                        .forEach(flow ->
                                flows.put(flow.name(), SecuritySchemes.flow(flow.located())));
                yield new SecurityScheme.OAuth2(flows);
            }
            case "openidconnect" ->
                    new SecurityScheme.OpenIdConnect(declared.text("openIdConnectUrl").orElse(""));
            case "mutualtls" -> new SecurityScheme.MutualTls();
            default -> new SecurityScheme.Unsupported("its type '" + type + "' is unknown");
        };
    }

    @Override
    public Optional<OperationParameter> parameter(Located parameter) {
        return OperationsReader.location(parameter, documents).map(in -> parameter(parameter, in));
    }

    private OperationParameter parameter(Located parameter, Location in) {
        var content = parameter.members("content").stream().findFirst();
        var described = content.map(Located.Member::located).orElse(parameter);
        var schema = schema(described);
        var style = style(parameter, in);
        boolean explode =
                parameter.get("explode").isPresent()
                        ? parameter.flag("explode")
                        : style == Style.FORM;
        return new OperationParameter(
                parameter.text("name").orElse(""),
                in,
                in == Location.PATH || parameter.flag("required"),
                parameter.text("x-ms-summary").orElse("").strip(),
                parameter.text("description").orElse("").strip(),
                style,
                explode,
                parameter.flag("allowReserved"),
                parameter.text("x-ms-url-encoding").filter("double"::equals).isPresent(),
                content.map(Located.Member::name),
                schema,
                example(described),
                OperationsReader.visibility(parameter),
                OperationsReader.visibility(parameter) == Visibility.INTERNAL
                        ? Optional.ofNullable(schema.get("default"))
                        : Optional.empty());
    }

    private Style style(Located parameter, Location in) {
        var usual = in == Location.QUERY || in == Location.COOKIE ? Style.FORM : Style.SIMPLE;
        return parameter.text("style").map(name -> style(name, parameter, usual)).orElse(usual);
    }

    private Style style(String name, Located at, Style usual) {
        return switch (name) {
            case "simple" -> Style.SIMPLE;
            case "label" -> Style.LABEL;
            case "matrix" -> Style.MATRIX;
            case "form" -> Style.FORM;
            case "spaceDelimited" -> Style.SPACE_DELIMITED;
            case "pipeDelimited" -> Style.PIPE_DELIMITED;
            case "deepObject" -> Style.DEEP_OBJECT;
            default -> {
                documents.problem(at, "the style '" + name + "' is unknown");
                yield usual;
            }
        };
    }

    private JsonObject schema(Located at) {
        return at.get("schema").map(schemas::read).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private Optional<JsonValue> example(Located at) {
        return at.get("example")
                .or(() ->
                        at.members("examples").stream()
                                .findFirst()
                                .flatMap(example -> documents.resolve(example.located()))
                                .flatMap(example -> example.get("value")))
                .map(Located::value);
    }

    @Override
    public Optional<RequestBody> body(Located operation, List<Located> parameters) {
        return operation.get("requestBody").flatMap(documents::resolve).flatMap(this::body);
    }

    private Optional<RequestBody> body(Located declared) {
        var contents = new ArrayList<RequestBody.Content>();
        for (var member : declared.members("content")) {
            if (member.name().contains("/")) {
                contents.add(content(member.name().strip(), member.located()));
            } else {
                documents.problem(member.located(), "'" + member.name() + "' is no media type");
            }
        }
        return contents.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RequestBody(
                                declared.text("x-bodyName").orElse(""),
                                declared.flag("required"),
                                declared.text("description").orElse("").strip(),
                                contents));
    }

    private RequestBody.Content content(String mediaType, Located declared) {
        var parts = new LinkedHashMap<String, RequestBody.Part>();
        declared.members("encoding")
                .forEach(member -> parts.put(member.name(), part(member.located())));
        return new RequestBody.Content(mediaType, schema(declared), parts, example(declared));
    }

    private RequestBody.Part part(Located encoding) {
        var style =
                encoding.text("style")
                        .map(name -> style(name, encoding, Style.FORM))
                        .orElse(Style.FORM);
        boolean explode =
                encoding.get("explode").isPresent()
                        ? encoding.flag("explode")
                        : style == Style.FORM;
        return new RequestBody.Part(
                encoding.text("contentType"), style, explode, encoding.flag("allowReserved"));
    }

    @Override
    public ResponseDescription response(Located operation, Located response) {
        var contents = new LinkedHashMap<String, ResponseDescription.Content>();
        response.members("content")
                .forEach(member ->
                        contents.put(
                                member.name(),
                                new ResponseDescription.Content(
                                        schema(member.located()), example(member.located()))));
        return new ResponseDescription(response.text("description").orElse("").strip(), contents);
    }
}
