package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A vendor's API, as its documentation describes it, in place of the egress: it refuses what the vendor would refuse, with the
/// vendor's status, and says why in the body. A request that it accepts is kept, so that a test can look at it. For tests only.
final class VendorApi implements Egress {
    private final URI server;
    private final List<VendorRoute> routes = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<VendorRequest> accepted = new CopyOnWriteArrayList<>();
    private Optional<String> authorization = Optional.empty();
    private Optional<ConnectorException> failure = Optional.empty();
    private Optional<VendorApi> other = Optional.empty();

    /// @param server the base URL; requests to others fail the test
    VendorApi(String server) {
        this.server = URI.create(server);
    }

    /// The `Authorization` header without which a request gets 401.
    VendorApi authorization(String value) {
        authorization = Optional.of(value);
        return this;
    }

    /// A header that every request must have, with a value that the pattern matches; 400 otherwise.
    VendorApi header(String name, String pattern) {
        headers.put(name, pattern);
        return this;
    }

    /// Another API, at another origin, which the connector may call, too.
    VendorApi beside(VendorApi another) {
        other = Optional.of(another);
        return this;
    }

    /// It cannot be reached: requests end with this failure.
    VendorApi failing(ConnectorException reason) {
        failure = Optional.of(reason);
        return this;
    }

    /// An endpoint.
    ///
    /// @param template the path below the server, with `{name}` for one segment
    VendorRoute on(String method, String template) {
        var route = new VendorRoute(method, server.getRawPath().replaceFirst("/$", "") + template);
        routes.add(route);
        return route;
    }

    /// The requests that were accepted, in order.
    List<VendorRequest> accepted() {
        return List.copyOf(accepted);
    }

    VendorRequest last() {
        return accepted.getLast();
    }

    @Override
    public HttpResponse send(HttpRequest sent, Call call) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        var request = VendorRequest.of(sent);
        if (!request.origin().equals(origin(server))) {
            if (other.isPresent()) {
                return other.get().send(sent, call);
            }
            throw new AssertionError("a request to " + request.origin());
        }
        if (authorization.isPresent() && !request.header("Authorization").equals(authorization)) {
            return refusal(401, "bad or missing credentials");
        }
        for (var header : headers.entrySet()) {
            if (request.header(header.getKey())
                    .filter(value -> value.matches(header.getValue()))
                    .isEmpty()) {
                return refusal(400, "the header " + header.getKey() + " is missing or wrong");
            }
        }
        var atPath = routes.stream().filter(route -> route.hasPath(request.path())).toList();
        if (atPath.isEmpty()) {
            return refusal(404, "there is nothing at " + request.path());
        }
        var route =
                atPath.stream()
                        .filter(known -> known.method().equals(request.method()))
                        .findFirst();
        if (route.isEmpty()) {
            return refusal(405, "no " + request.method() + " here");
        }
        var problem = route.get().problem(request);
        if (problem.isPresent()) {
            return refusal(400, problem.get());
        }
        accepted.add(request);
        return route.get().response();
    }

    private static HttpResponse refusal(int status, String why) {
        return VendorRoute.json(status, "{\"refused\":\"" + why.replace('"', '\'') + "\"}");
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
