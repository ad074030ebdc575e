package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.BoundOperation;
import dev.connectorproxy.declarative.file.ParameterPlace;
import dev.connectorproxy.declarative.request.RequestBuilder;
import dev.connectorproxy.declarative.request.RequestValues;
import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One request of a command, prepared. Immutable, thread-safe.
///
/// @param when a condition on the arguments; empty for always
/// @param expression makes the body of the arguments; empty if their places do
/// @param body validates the whole body; empty where the parts are enough
/// @param headers with fixed values
record RequestPlan(
        Optional<Expression> when,
        BoundOperation bound,
        RequestBuilder builder,
        Optional<Expression> expression,
        Optional<SchemaValidator> body,
        Map<String, String> headers,
        Retries retries) {
    private static final Set<String> IDEMPOTENT =
            Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    /// Whether sending it twice is the same as once (RFC 9110, section 9.2.2).
    boolean isIdempotent() {
        return IDEMPOTENT.contains(bound.operation().method());
    }

    /// The request for these arguments.
    ///
    /// @param sent values by id, which [SentValues] has made of the arguments
    /// @throws ConnectorException `InvalidParameters`: a value is missing, or cannot be sent where it belongs;
    ///     `ExpressionFailed`
    HttpRequest build(
            Optional<String> baseUrl, Map<String, JsonValue> sent, GivenValues given, Call call) {
        var request =
                baseUrl.map(builder::withBaseUrl)
                        .orElse(builder)
                        .build(requestValues(sent, given, call));
        return new HttpRequest(
                request.method(),
                request.url(),
                headers(request, namedHeaders(sent)),
                request.body(),
                SAFE.contains(request.method()) ? Redirects.SAME_ORIGIN : Redirects.RETURN,
                retries);
    }

    private RequestValues requestValues(
            Map<String, JsonValue> values, GivenValues given, Call call) {
        var parameters = new HashMap<OperationParameter, JsonValue>();
        var content = new BodyTree();
        boolean omitted = isBodyOmitted(values);
        bound.parameters().fixed().stream()
                .filter(fixed -> !omitted || !isInBody(fixed.place()))
                .forEach(fixed -> put(fixed.place(), fixed.value(), parameters, content));
        bound.parameters()
                .offered()
                .forEach(offered ->
                        Optional.ofNullable(values.get(offered.parameter().id()))
                                .ifPresent(
                                        value -> put(offered.place(), value, parameters, content)));
        var whole =
                expression.isPresent()
                        ? expression.get().evaluate(given.object(), given.size(), call.left())
                        : content.value(isBodyRequired());
        whole.ifPresent(value -> body.ifPresent(validator -> validator.require("body", value)));
        return new RequestValues(parameters, whole);
    }

    /// Whether there is no body: it may be left out, and the caller gives nothing for it, so that fixed values in it have no use.
    private boolean isBodyOmitted(Map<String, JsonValue> values) {
        var ids =
                bound.parameters().offered().stream()
                        .filter(offered -> isInBody(offered.place()))
                        .map(offered -> offered.parameter().id())
                        .toList();
        return !isBodyRequired() && !ids.isEmpty() && ids.stream().noneMatch(values::containsKey);
    }

    private static boolean isInBody(ParameterPlace place) {
        return place instanceof ParameterPlace.InBody || place instanceof ParameterPlace.WholeBody;
    }

    private boolean isBodyRequired() {
        return bound.operation().body().filter(description -> description.required()).isPresent();
    }

    private static void put(
            ParameterPlace place,
            JsonValue value,
            Map<OperationParameter, JsonValue> parameters,
            BodyTree content) {
        switch (place) {
            case ParameterPlace.InRequest(var parameter) -> parameters.put(parameter, value);
            case ParameterPlace.InBody(var path) -> content.put(path, value);
            case ParameterPlace.WholeBody _ -> content.replace(value);
            case ParameterPlace.InServer _,
                    ParameterPlace.InHeaders _,
                    ParameterPlace.Nowhere _ -> {}
        }
    }

    /// Fixed headers, and those of the request: parameters win, the media types of the description do not.
    private ArrayList<Header> headers(HttpRequest request, List<Header> ofCaller) {
        var all = new ArrayList<Header>();
        request.headers().stream()
                .filter(header -> !isMediaType(header) || fixed(header.name()).isEmpty())
                .forEach(all::add);
        headers.forEach((name, value) -> {
            boolean given = all.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
            boolean bodyless = name.equalsIgnoreCase("Content-Type") && request.body().isEmpty();
            if (!given && !bodyless) {
                all.add(new Header(name, value));
            }
        });
        for (var header : ofCaller) {
            all.removeIf(other -> other.name().equalsIgnoreCase(header.name()));
            all.add(header);
        }
        return all;
    }

    /// The headers that callers name themselves; the egress checks names and values.
    private List<Header> namedHeaders(Map<String, JsonValue> values) {
        return bound.parameters().offered().stream()
                .filter(offered -> offered.place() instanceof ParameterPlace.InHeaders)
                .flatMap(offered ->
                        Optional.ofNullable(values.get(offered.parameter().id()))
                                .map(value -> NamedHeaders.of(offered.parameter().id(), value))
                                .stream())
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isMediaType(Header header) {
        return header.name().equalsIgnoreCase("Accept")
                || header.name().equalsIgnoreCase("Content-Type");
    }

    private Optional<String> fixed(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
