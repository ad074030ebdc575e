package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody;
import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Operations, parameters and values for the tests of this package.
final class Operations {
    static final String BASE = "https://api.example";

    private Operations() {}

    static Operation get(String path, OperationParameter... parameters) {
        return operation("GET", path, Optional.empty(), parameters);
    }

    static Operation post(RequestBody body, OperationParameter... parameters) {
        return operation("POST", "/things", Optional.of(body), parameters);
    }

    private static Operation operation(
            String method,
            String path,
            Optional<RequestBody> body,
            OperationParameter... parameters) {
        return new Operation(
                method,
                path,
                "id",
                "",
                "",
                List.of(),
                false,
                Operation.Visibility.NORMAL,
                List.of(parameters),
                body,
                Map.of(),
                List.of(),
                List.of());
    }

    static Operation responding(Operation operation, Map<String, ResponseDescription> responses) {
        return new Operation(
                operation.method(),
                operation.path(),
                operation.id(),
                "",
                "",
                List.of(),
                false,
                Operation.Visibility.NORMAL,
                operation.parameters(),
                operation.body(),
                responses,
                List.of(),
                List.of());
    }

    static OperationParameter path(String name) {
        return styled(Location.PATH, name, Style.SIMPLE, false);
    }

    static OperationParameter query(String name) {
        return styled(Location.QUERY, name, Style.FORM, true);
    }

    static OperationParameter header(String name) {
        return styled(Location.HEADER, name, Style.SIMPLE, false);
    }

    static OperationParameter cookie(String name) {
        return styled(Location.COOKIE, name, Style.FORM, true);
    }

    static OperationParameter styled(Location in, String name, Style style, boolean explode) {
        return parameter(in, name, style, explode, false, false, Optional.empty());
    }

    static OperationParameter reserved(Location in, String name) {
        var style = in == Location.PATH ? Style.SIMPLE : Style.FORM;
        return parameter(in, name, style, false, true, false, Optional.empty());
    }

    static OperationParameter doubled(String name) {
        return parameter(Location.PATH, name, Style.SIMPLE, false, false, true, Optional.empty());
    }

    static OperationParameter content(Location in, String name, String mediaType) {
        return parameter(in, name, Style.FORM, false, false, false, Optional.of(mediaType));
    }

    static OperationParameter fixed(OperationParameter parameter, JsonValue value) {
        return changed(parameter, parameter.required(), Optional.of(value));
    }

    static OperationParameter required(OperationParameter parameter) {
        return changed(parameter, true, parameter.fixed());
    }

    private static OperationParameter changed(
            OperationParameter parameter, boolean required, Optional<JsonValue> fixed) {
        return new OperationParameter(
                parameter.name(),
                parameter.in(),
                required,
                "",
                "",
                parameter.style(),
                parameter.explode(),
                parameter.allowReserved(),
                parameter.doubleEncoded(),
                parameter.mediaType(),
                parameter.schema(),
                Optional.empty(),
                Operation.Visibility.NORMAL,
                fixed);
    }

    private static OperationParameter parameter(
            Location in,
            String name,
            Style style,
            boolean explode,
            boolean allowReserved,
            boolean doubleEncoded,
            Optional<String> mediaType) {
        return new OperationParameter(
                name,
                in,
                in == Location.PATH,
                "",
                "",
                style,
                explode,
                allowReserved,
                doubleEncoded,
                mediaType,
                JsonValue.EMPTY_JSON_OBJECT,
                Optional.empty(),
                Operation.Visibility.NORMAL,
                Optional.empty());
    }

    static RequestBody body(RequestBody.Content... contents) {
        return new RequestBody("", true, "", List.of(contents));
    }

    static RequestBody.Content content(String mediaType, String schema) {
        return content(mediaType, schema, Map.of());
    }

    static RequestBody.Content content(
            String mediaType, String schema, Map<String, RequestBody.Part> parts) {
        return new RequestBody.Content(mediaType, object(schema), parts, Optional.empty());
    }

    /// Apostrophes stand for quotation marks.
    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }

    static JsonObject object(String text) {
        return json(text).asJsonObject();
    }

    static RequestBuilder builder(Operation operation) {
        return RequestBuilder.of(operation, BASE, JsonValue.EMPTY_JSON_OBJECT);
    }

    /// The request with one value for each parameter of the operation, in order.
    static HttpRequest build(Operation operation, String... values) {
        return builder(operation).build(values(operation, Optional.empty(), values));
    }

    static HttpRequest buildWithBody(Operation operation, String body, String... values) {
        return builder(operation).build(values(operation, Optional.of(json(body)), values));
    }

    private static RequestValues values(
            Operation operation, Optional<JsonValue> body, String... values) {
        var parameters = new HashMap<OperationParameter, JsonValue>();
        for (int i = 0; i < values.length; i++) {
            parameters.put(operation.parameters().get(i), json(values[i]));
        }
        return new RequestValues(parameters, body);
    }

    static String header(HttpRequest request, String name) {
        var found =
                request.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .map(HttpRequest.Header::value)
                        .toList();
        if (found.size() > 1) {
            throw new AssertionError(name + " is sent " + found.size() + " times");
        }
        return found.isEmpty() ? "(none)" : found.getFirst();
    }

    static String text(HttpRequest request) {
        return request.body()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("(none)");
    }

    static List<String> lines(String text) {
        return Arrays.asList(text.split("\r\n", -1));
    }
}
