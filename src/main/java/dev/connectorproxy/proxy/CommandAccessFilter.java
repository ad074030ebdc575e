package dev.connectorproxy.proxy;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.security.ApiKeyFilter;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.Cors;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Requires an API key, if keys are configured, for `/v1/commands`, `/v1/auths` and everything under `/v1/do/`. Without
/// key, requests that a page of another site makes a browser send are refused.
public final class CommandAccessFilter implements Filter {
    private static final byte[] CROSS_SITE_REFUSED =
            Failures.ofTransport(
                    403,
                    ErrorCode.COMMAND_NOT_ALLOWED.code(),
                    "pages of this origin may not run commands; server.cors-origins, or callers[].cors-origins, lists those that may");
    private static final Set<String> PROTECTED_PATHS =
            Set.of("/v1/commands", "/v1/auths", "/v1/do");

    private final ApiKeyFilter apiKeys;
    private final CallerProfiles profiles;
    private final boolean onLoopback;

    /// @param onLoopback whether only this machine can reach the listener
    public CommandAccessFilter(
            CallerAuthenticator authenticator,
            CallerProfiles profiles,
            boolean onLoopback,
            CommandMetrics metrics) {
        this.profiles = profiles;
        this.onLoopback = onLoopback;
        this.apiKeys =
                new ApiKeyFilter(
                        authenticator,
                        CommandAccessFilter::isProtected,
                        (response, status) -> {
                            metrics.unauthorized();
                            send(response, status, unauthorizedBody(status));
                        });
    }

    /// The name of the caller who sent a request with these headers; empty if the caller has no valid key but needs one.
    ///
    /// @param peer the other end of the connection
    public Optional<String> caller(SocketAddress peer, Headers headers) {
        var caller = apiKeys.authenticator().identify(peer, headers);
        return caller.isKnown()
                ? Optional.of(caller.key().orElse(Shares.ANONYMOUS))
                : Optional.empty();
    }

    /// The origins of the pages that may call as any of the callers.
    public List<String> corsOrigins() {
        return profiles.corsOrigins();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        apiKeys.filter(() -> admit(chain, request, response), request, response);
    }

    private void admit(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var path = request.path().path();
        if (!isProtected(path) || request.prologue().method().equals(Method.OPTIONS)) {
            chain.proceed();
            return;
        }
        var caller = Caller.of(request);
        var origins = profiles.of(caller).corsOrigins();
        if (!profiles.byName().isEmpty() && request.headers().contains(HeaderNames.ORIGIN)) {
            // the preflight had no key, so that it was allowed for the origins of all callers
            new Cors(origins).replace(request, response.headers());
        }
        if (path.startsWith("/v1/do/")
                && caller.isKeyless()
                && new CrossSiteCheck(origins, onLoopback).isForged(request.headers())) {
            send(response, Status.FORBIDDEN_403, CROSS_SITE_REFUSED);
        } else {
            chain.proceed();
        }
    }

    private static boolean isProtected(String path) {
        return path.startsWith("/v1/do/") || PROTECTED_PATHS.contains(path);
    }

    private static void send(ServerResponse response, Status status, byte[] body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }

    private static byte[] unauthorizedBody(Status status) {
        return "{\"error\":\"%s\"}"
                .formatted(status.reasonPhrase())
                .getBytes(StandardCharsets.UTF_8);
    }
}
