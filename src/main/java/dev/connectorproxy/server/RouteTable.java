package dev.connectorproxy.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Registers the services of a listener and remembers the methods of each of their paths. Where no route matches it
/// responds: to `OPTIONS` on a known path with `Allow`, to another method with 405, and to an unknown path with 404.
/// Filled at start, by one thread.
public final class RouteTable {
    private final HttpRouting.Builder routing;
    private final Map<String, Set<Method>> methodsByPath = new LinkedHashMap<>();

    public RouteTable(HttpRouting.Builder routing) {
        this.routing = routing;
    }

    /// Registers services. [HttpService#routing] is called twice: for the server, and for this table. A route that is
    /// given as an [HttpRoute], without its method and path pattern, is served but not listed in `Allow`.
    public RouteTable register(String path, HttpService... services) {
        routing.register(path, services);
        new Recorder(withoutTrailingSlash(path)).register(services);
        return this;
    }

    /// Declares a `GET` route that is registered elsewhere.
    public RouteTable declareGet(String path) {
        add(Method.GET, path);
        return this;
    }

    /// Registers the responses where no route matches. Routes that are registered later are never reached.
    public void close(ErrorBody errors) {
        methodsByPath.forEach((pattern, supported) ->
                routing.any(pattern, otherMethodHandler(supported, errors)));
        var notFound = TransportFailure.NOT_FOUND.body(errors);
        routing.any((_, response) -> send(TransportFailure.NOT_FOUND, response, notFound));
    }

    /// The path patterns with their methods, in the order of registration. `GET` includes `HEAD`.
    public Map<String, Set<Method>> methodsByPath() {
        return Collections.unmodifiableMap(methodsByPath);
    }

    private void add(Method method, String path) {
        methodsByPath.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(method);
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Handler otherMethodHandler(Set<Method> supported, ErrorBody errors) {
        var allow = HeaderValues.create(HeaderNames.ALLOW, allowValue(supported));
        var body = errors.methodNotAllowed(supported.stream().map(Method::text).toList());
        return (ServerRequest request, ServerResponse response) -> {
            response.header(allow);
            if (request.prologue().method().equals(Method.OPTIONS)) {
                response.send();
                return;
            }
            send(TransportFailure.METHOD_NOT_ALLOWED, response, body);
        };
    }

    private static void send(TransportFailure failure, ServerResponse response, byte[] body) {
        response.status(failure.status()).header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }

    private static String allowValue(Set<Method> supported) {
        var allowed = new ArrayList<>(supported);
        if (supported.contains(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        allowed.add(Method.OPTIONS);
        return allowed.stream().map(Method::text).collect(Collectors.joining(", "));
    }

    /// Rules that record methods and paths instead of serving them.
    private final class Recorder implements HttpRules {
        private final String prefix;

        /// @param prefix of the paths, without a slash at its end
        Recorder(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public HttpRules register(HttpService... services) {
            List.of(services).forEach(service -> service.routing(this));
            return this;
        }

        @Override
        public HttpRules register(String path, HttpService... services) {
            new Recorder(prefix + withoutTrailingSlash(path)).register(services);
            return this;
        }

        @Override
        public HttpRules route(Method method, String path, Handler handler) {
            add(method, path.equals("/") && !prefix.isEmpty() ? prefix : prefix + path);
            return this;
        }

        @Override
        public HttpRules route(HttpRoute route) {
            return this;
        }
    }
}
