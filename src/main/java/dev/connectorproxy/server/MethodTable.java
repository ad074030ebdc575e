package dev.connectorproxy.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Responds where no route matches: to `OPTIONS` on a known path with `Allow`, to another method with 405, and to an
/// unknown path with 404. Filled once, at start, then registered after all routes.
public final class MethodTable {
    private final Map<String, List<Method>> methodsByPath = new LinkedHashMap<>();

    /// Declares the methods of the routes of a path. `GET` includes `HEAD`; `OPTIONS` is always included.
    ///
    /// @param pattern a path pattern of Helidon's routing, such as `/v1/do/{connector}/{command}`
    public MethodTable methods(String pattern, Method... supported) {
        if (methodsByPath.put(pattern, List.of(supported)) != null) {
            throw new IllegalArgumentException("declared twice: " + pattern);
        }
        return this;
    }

    /// Registers the handlers. Routes that are registered later are never reached.
    public void register(HttpRouting.Builder routing, ErrorBody errors) {
        methodsByPath.forEach((pattern, supported) ->
                routing.any(pattern, otherMethodHandler(supported, errors)));
        routing.any((_, response) -> send(TransportFailure.NOT_FOUND, response, errors));
    }

    private static Handler otherMethodHandler(List<Method> supported, ErrorBody errors) {
        var allow = HeaderValues.create(HeaderNames.ALLOW, allowValue(supported));
        return (ServerRequest request, ServerResponse response) -> {
            response.header(allow);
            if (request.prologue().method().equals(Method.OPTIONS)) {
                response.send();
                return;
            }
            send(TransportFailure.METHOD_NOT_ALLOWED, response, errors);
        };
    }

    private static void send(TransportFailure failure, ServerResponse response, ErrorBody errors) {
        response.status(failure.status())
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(failure.body(errors));
    }

    private static String allowValue(List<Method> supported) {
        var head = supported.contains(Method.GET) ? Stream.of(Method.HEAD) : Stream.<Method>of();
        return Stream.of(supported.stream(), head, Stream.of(Method.OPTIONS))
                .flatMap(Function.identity())
                .distinct()
                .map(Method::text)
                .collect(Collectors.joining(", "));
    }
}
