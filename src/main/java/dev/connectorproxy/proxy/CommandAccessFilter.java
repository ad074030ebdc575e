package dev.connectorproxy.proxy;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.security.ApiKeyFilter;
import dev.connectorproxy.security.Caller;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Requires an API key, if keys are configured, for `/v1/commands`, `/v1/auths` and everything under `/v1/do/`. Without
/// keys, requests that a page of another site makes a browser send are refused.
public final class CommandAccessFilter implements Filter {
    private static final byte[] CROSS_SITE_REFUSED =
            Failures.ofTransport(
                    403,
                    ErrorCode.COMMAND_NOT_ALLOWED.code(),
                    "pages of this origin may not run commands; server.cors-origins lists those that may");
    private static final Set<String> PROTECTED_PATHS =
            Set.of("/v1/commands", "/v1/auths", "/v1/do");

    private final ApiKeyFilter apiKeys;
    private final CrossSiteCheck crossSite;

    public CommandAccessFilter(
            CallerAuthenticator authenticator, CrossSiteCheck crossSite, CommandMetrics metrics) {
        this.crossSite = crossSite;
        this.apiKeys =
                new ApiKeyFilter(
                        authenticator,
                        path -> path.startsWith("/v1/do/") || PROTECTED_PATHS.contains(path),
                        (response, status) -> {
                            metrics.unauthorized();
                            send(response, status, unauthorizedBody(status));
                        });
    }

    /// The name of the caller who sent a request with these headers; empty if the caller has no valid key but needs one.
    public Optional<String> caller(Headers headers) {
        var caller = apiKeys.authenticator().identify(headers);
        return caller.isKnown()
                ? Optional.of(caller.key().orElse(Shares.ANONYMOUS))
                : Optional.empty();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        apiKeys.filter(() -> refuseCrossSite(chain, request, response), request, response);
    }

    private void refuseCrossSite(
            FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.path().path().startsWith("/v1/do/")
                && !request.prologue().method().equals(Method.OPTIONS)
                && Caller.of(request).key().isEmpty()
                && crossSite.isForged(request.headers())) {
            send(response, Status.FORBIDDEN_403, CROSS_SITE_REFUSED);
        } else {
            chain.proceed();
        }
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
