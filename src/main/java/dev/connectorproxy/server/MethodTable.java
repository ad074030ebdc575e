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

/// What is answered where no route is: `OPTIONS` on a known path with `Allow`, another method on a known path with 405, and
/// an unknown path with 404. Filled once, at start, then registered after all routes.
public final class MethodTable {
    private final Map<String, List<Method>> methods = new LinkedHashMap<>();

    /// Declares the methods that the routes of a path answer; `HEAD` goes with `GET`, `OPTIONS` with all.
    ///
    /// @param pattern of Helidon's routing, such as `/v1/do/{connector}/{command}`
    public MethodTable methods(String pattern, Method... answered) {
        if (methods.put(pattern, List.of(answered)) != null) {
            throw new IllegalArgumentException("declared twice: " + pattern);
        }
        return this;
    }

    /// Registers the answers. Everything registered later is never reached.
    public void register(HttpRouting.Builder routing, ErrorBody errors) {
        methods.forEach((pattern, answered) -> routing.any(pattern, other(answered, errors)));
        routing.any((_, response) -> send(TransportFailure.NOT_FOUND, response, errors));
    }

    private static Handler other(List<Method> answered, ErrorBody errors) {
        var allow = HeaderValues.create(HeaderNames.ALLOW, allow(answered));
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

    private static String allow(List<Method> answered) {
        var head = answered.contains(Method.GET) ? Stream.of(Method.HEAD) : Stream.<Method>of();
        return Stream.of(answered.stream(), head, Stream.of(Method.OPTIONS))
                .flatMap(Function.identity())
                .distinct()
                .map(Method::text)
                .collect(Collectors.joining(", "));
    }
}
