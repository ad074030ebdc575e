package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An endpoint of a [VendorApi]: what it requires of a request, and its responses. For tests only.
final class VendorRoute {
    private final String method;
    private final Pattern path;
    private final Map<String, String> query = new LinkedHashMap<>(); // pattern by name
    private final Set<String> requiredQuery = new HashSet<>();
    private final Deque<HttpResponse> responses = new ArrayDeque<>();
    private Optional<String> jsonSchema = Optional.empty();
    private Optional<String> formSchema = Optional.empty();
    private String multipartType = "";
    private Optional<String> multipartSchema = Optional.empty();
    private Optional<String> text = Optional.empty();

    VendorRoute(String method, String template) {
        this.method = method;
        this.path =
                Pattern.compile(Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q"));
    }

    /// A query parameter that it knows; others are refused.
    VendorRoute query(String name, String pattern) {
        query.put(name, pattern);
        return this;
    }

    VendorRoute requiredQuery(String name, String pattern) {
        requiredQuery.add(name);
        return query(name, pattern);
    }

    /// Its body is JSON.
    ///
    /// @param schema in JSON Schema; say `additionalProperties: false` where the vendor refuses what it does not know
    VendorRoute json(String schema) {
        jsonSchema = Optional.of(schema);
        return this;
    }

    /// Its body is a form, whose fields are an object of strings.
    VendorRoute form(String schema) {
        formSchema = Optional.of(schema);
        return this;
    }

    /// Its body is `multipart/form-data`, whose parts are an object of strings, those of files as [VendorRequest#parts] has them.
    VendorRoute multipart(String schema) {
        return multipart("form-data", schema);
    }

    /// Its body is of that multipart type; parts without a name have their place as a name.
    VendorRoute multipart(String subtype, String schema) {
        multipartType = subtype;
        multipartSchema = Optional.of(schema);
        return this;
    }

    /// Its body is this text, of any type.
    VendorRoute text(String body) {
        text = Optional.of(body);
        return this;
    }

    /// The next response; the last one is repeated. Without any, `{}`.
    VendorRoute responds(int status, String json) {
        return responds(json(status, json));
    }

    VendorRoute responds(HttpResponse response) {
        responses.add(response);
        return this;
    }

    String method() {
        return method;
    }

    boolean hasPath(String sent) {
        return path.matcher(sent).matches();
    }

    /// Why the vendor refuses the request; empty if it does not.
    Optional<String> problem(VendorRequest request) {
        for (var field : request.query().entrySet()) {
            var pattern = query.get(field.getKey());
            if (pattern == null || !field.getValue().matches(pattern)) {
                return Optional.of("query parameter " + field.getKey());
            }
        }
        if (!request.query().keySet().containsAll(requiredQuery)) {
            return Optional.of("a query parameter is missing");
        }
        if (jsonSchema.isPresent()) {
            return request.json()
                    .map(json -> problem(jsonSchema.get(), json))
                    .orElse(Optional.of("the body is not JSON"));
        }
        if (formSchema.isPresent()) {
            return request.form()
                    .map(form -> problem(formSchema.get(), form))
                    .orElse(Optional.of("the body is not a form"));
        }
        if (multipartSchema.isPresent()) {
            return request.parts(multipartType)
                    .map(parts -> problem(multipartSchema.get(), parts))
                    .orElse(Optional.of("the body is not multipart/" + multipartType));
        }
        return request.text().equals(text.orElse("")) ? Optional.empty() : Optional.of("the body");
    }

    private static Optional<String> problem(String schema, JsonValue value) {
        var result =
                new ValidatorFactory()
                        .withJsonNodeFactory(new JakartaJsonNode.Factory())
                        .validate(schema, value.toString());
        return result.getErrors().stream()
                .findFirst()
                .map(error -> error.getInstanceLocation() + ": " + error.getError());
    }

    HttpResponse response() {
        if (responses.isEmpty()) {
            return json(200, "{}");
        }
        return responses.size() > 1 ? responses.remove() : responses.element();
    }

    static HttpResponse json(int status, String body) {
        return new HttpResponse(
                status,
                List.of(new Header("Content-Type", "application/json")),
                VendorApi.utf8(body));
    }
}
