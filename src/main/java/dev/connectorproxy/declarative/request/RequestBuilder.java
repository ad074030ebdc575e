package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Builds the requests of one operation. Values are written as the description says, but are not validated here: see
/// [SchemaValidator]. Everything that does not depend on the values is prepared once. Immutable, thread-safe.
///
/// `Accept` and `Content-Type` are sent exactly once: `Accept` has the media types of the successful responses unless a header
/// parameter has a value for it; `Content-Type` is that of the body, which only for a text or a file a header parameter may replace.
/// Several cookies are one header, their pairs separated by `; `.
public final class RequestBuilder {
    private static final String ACCEPT = "Accept";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Operation operation;
    private final UrlTemplate url;
    private final List<FieldParameter> query;
    private final List<HeaderParameter> headers;
    private final List<FieldParameter> cookies;
    private final Optional<BodyWriter> body;
    private final String accept;

    private RequestBuilder(Operation operation, UrlTemplate url, Optional<BodyWriter> body) {
        this.operation = operation;
        this.url = url;
        this.query = parameters(operation, Location.QUERY, FieldParameter::of);
        this.headers = parameters(operation, Location.HEADER, HeaderParameter::new);
        this.cookies = parameters(operation, Location.COOKIE, FieldParameter::of);
        this.body = body;
        this.accept = AcceptHeader.of(operation.responses());
    }

    /// @param baseUrl absolute, without variables; may have a path and a query, and end with a slash
    /// @param schemas the named schemas of the description
    /// @throws IllegalArgumentException the base URL is not an HTTP URL, or the operation is not [supported][#unsupported]
    public static RequestBuilder of(Operation operation, String baseUrl, JsonObject schemas) {
        unsupported(operation, schemas)
                .ifPresent(reason -> {
                    throw new IllegalArgumentException(reason);
                });
        var body =
                operation
                        .body()
                        .flatMap(description -> BodyChoice.of(description, schemas))
                        .map(choice -> BodyWriter.of(choice, new SchemaLookup(schemas)));
        return new RequestBuilder(operation, template(operation, baseUrl), body);
    }

    /// Why no request of the operation can be built; empty if it can.
    public static Optional<String> unsupported(Operation operation, JsonObject schemas) {
        return operation
                .body()
                .filter(body -> body.required() && BodyChoice.of(body, schemas).isEmpty())
                .map(body ->
                        body.contents().stream()
                                .map(content -> content.mediaType())
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                "its body cannot be written in any of its media types: ",
                                                "")));
    }

    /// The same for another base URL, such as that of a connection.
    ///
    /// @throws IllegalArgumentException it is not an HTTP URL
    public RequestBuilder withBaseUrl(String baseUrl) {
        return new RequestBuilder(operation, template(operation, baseUrl), body);
    }

    /// The request, which is sent once and whose redirects are returned: whoever sends it sets its own rules.
    ///
    /// @throws ConnectorException `InvalidParameters`: a value is missing, or cannot be written where it belongs
    public HttpRequest build(RequestValues values) {
        var encoded = encodedBody(values);
        return new HttpRequest(
                operation.method(),
                url(values),
                headers(values, encoded),
                encoded.map(BodyWriter.Encoded::bytes),
                Redirects.RETURN,
                Retries.NONE);
    }

    private String url(RequestValues values) {
        var out = new StringBuilder(128);
        url.expand(out, values);
        int end = out.length();
        out.append(url.hasQuery() ? '&' : '?');
        var fields = new Fields(out, "&");
        for (var parameter : query) {
            parameter.write(fields, values);
        }
        if (out.length() == end + 1) {
            out.setLength(end);
        }
        return out.toString();
    }

    private List<Header> headers(RequestValues values, Optional<BodyWriter.Encoded> encoded) {
        var result = new ArrayList<Header>(headers.size() + 3);
        var accepted = accept;
        var type = encoded.map(BodyWriter.Encoded::contentType);
        for (var header : headers) {
            var value = header.value(values);
            var name = header.parameter().name();
            if (name.equalsIgnoreCase(ACCEPT)) {
                accepted = value.orElse(accepted);
            } else if (name.equalsIgnoreCase(CONTENT_TYPE)) {
                type = hasFreeContentType(encoded) ? value.or(() -> contentType(encoded)) : type;
            } else {
                value.ifPresent(text -> result.add(new Header(name, text)));
            }
        }
        result.add(new Header(ACCEPT, accepted));
        type.ifPresent(text -> result.add(new Header(CONTENT_TYPE, text)));
        cookies(values).ifPresent(text -> result.add(new Header("Cookie", text)));
        return result;
    }

    private boolean hasFreeContentType(Optional<BodyWriter.Encoded> encoded) {
        return encoded.isPresent() && body.filter(BodyWriter::hasFreeContentType).isPresent();
    }

    private static Optional<String> contentType(Optional<BodyWriter.Encoded> encoded) {
        return encoded.map(BodyWriter.Encoded::contentType);
    }

    private Optional<String> cookies(RequestValues values) {
        if (cookies.isEmpty()) {
            return Optional.empty();
        }
        var out = new StringBuilder();
        var fields = new Fields(out, "; ");
        cookies.forEach(cookie -> cookie.write(fields, values));
        return Optional.of(out.toString()).filter(text -> !text.isEmpty());
    }

    private Optional<BodyWriter.Encoded> encodedBody(RequestValues values) {
        if (body.isEmpty()) {
            return Optional.empty();
        }
        if (values.body().isEmpty()) {
            if (operation.body().orElseThrow().required()) {
                throw Refusals.parameter(Refusals.BODY, "is required");
            }
            return Optional.empty();
        }
        var value = values.body().get();
        // a file of some megabytes is decoded and encoded
        return ComputePool.run(
                ValueSize.of(value).characters(), () -> Optional.of(body.get().write(value)));
    }

    private static UrlTemplate template(Operation operation, String baseUrl) {
        var variables =
                operation.parameters().stream()
                        .filter(parameter -> parameter.in() == Location.PATH)
                        .collect(
                                Collectors.toMap(
                                        OperationParameter::name,
                                        PathVariable::new,
                                        (first, _) -> first));
        return UrlTemplate.of(baseUrl, operation.path(), Map.copyOf(variables));
    }

    private static <T> List<T> parameters(
            Operation operation, Location in, Function<OperationParameter, T> preparing) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == in)
                .map(preparing)
                .toList();
    }
}
