package dev.connectorproxy.signin;

import dev.connectorproxy.connection.ConnectionSignIn;
import dev.connectorproxy.connection.SignInRequest;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Sign-in for a connection: the authorization code grant with PKCE, in the browser of somebody to whom an operator gave a
/// link. The link has a ticket that works once, since whoever signs in decides whose account the connection uses.
/// Thread-safe.
final class ConnectionSignInFlow {
    static final String GROUP = "connections";

    private final ConnectionSignIn connections;
    private final SigninContext context;

    ConnectionSignInFlow(ConnectionSignIn connections, SigninContext context) {
        this.connections = connections;
        this.context = context;
    }

    /// The link for a sign-in; empty if nobody signs in for a connection of that name. Without the setting for the public URL
    /// it has no host.
    Optional<String> link(String connection) {
        return connections
                .request(connection)
                .map(_ -> {
                    var base = context.settings().callbackBaseUrl().map(WebUrl::toText).orElse("");
                    var ticket = context.cipher().issue(ticketOf(connection)).text();
                    return base + path(connection) + "?ticket=" + ticket;
                });
    }

    /// Redirects the browser to the provider.
    void start(String connection, ServerRequest request, ServerResponse response) {
        var browser = new BrowserRequest(request, context);
        requireTicket(connection, browser.parameters());
        var base = browser.baseUrl();
        var asked = find(connection);
        var state = context.cipher().issue(stateOf(connection));
        var pending =
                new PendingSignIn(
                        context.cipher().randomToken(),
                        base.toText() + path(connection) + "/callback",
                        base);
        browser.keep(state, pending, response);
        BrowserResponse.redirect(response, authorizationUrl(asked, state, pending));
    }

    /// Exchanges the code, and shows that it is done.
    void finish(String connection, ServerRequest request, ServerResponse response) {
        var browser = new BrowserRequest(request, context);
        var parameters = browser.parameters();
        var state =
                CallbackHandler.value(parameters, "state")
                        .map(text -> context.cipher().verify(stateOf(connection), text))
                        .orElseThrow(() -> SigninFailure.badRequest("The provider sent no state."));
        var pending = pending(browser.take(state, response));
        if (!context.usedStates().markUsed(state)) {
            throw SigninFailure.badRequest("This sign-in is over already.");
        }
        CallbackHandler.value(parameters, "error")
                .ifPresent(error -> {
                    throw CallbackHandler.toFailure(
                            error, CallbackHandler.value(parameters, "error_description"));
                });
        exchange(connection, pending, parameters);
        BrowserResponse.sendDone(response, connection);
    }

    private void requireTicket(String connection, Map<String, String> parameters) {
        var ticket =
                CallbackHandler.value(parameters, "ticket")
                        .map(text -> context.cipher().verify(ticketOf(connection), text));
        if (ticket.filter(context.usedStates()::markUsed).isEmpty()) {
            throw SigninFailure.badRequest(
                    "This link has been used, or lacks its ticket. An operator can make another one.");
        }
    }

    private void exchange(
            String connection, PendingSignIn pending, Map<String, String> parameters) {
        var code =
                CallbackHandler.value(parameters, "code")
                        .orElseThrow(() -> SigninFailure.badRequest("The provider sent no code."));
        try {
            connections.finish(
                    connection,
                    new ConnectionSignIn.Code(code, pending.redirectUri(), pending.verifier()));
        } catch (ConnectorException e) {
            throw SigninFailure.badGateway(CallbackHandler.toPlainText(e.getMessage()) + ".", e);
        }
    }

    private static PendingSignIn pending(Stream<PendingSignIn> kept) {
        return kept.findFirst()
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "This sign-in was not begun in this browser, or its cookie did not come back."));
    }

    private SignInRequest find(String connection) {
        try {
            return connections.request(connection).orElseThrow(ConnectionSignInFlow::missing);
        } catch (ConnectorException e) {
            throw e.is(ErrorCode.CONNECTOR_NOT_CONFIGURED)
                    ? SigninFailure.misconfigured(CallbackHandler.toPlainText(e.getMessage()) + ".")
                    : e;
        }
    }

    private static ConnectorException missing() {
        return SigninFailure.badRequest("There is no such connection.");
    }

    private static WebUrl authorizationUrl(
            SignInRequest asked, SigninState state, PendingSignIn pending) {
        var parameters = new TreeMap<>(asked.parameters());
        parameters.put("response_type", "code");
        parameters.put("redirect_uri", pending.redirectUri());
        parameters.put("state", state.text());
        parameters.put("code_challenge", StateCipher.toCodeChallenge(pending.verifier()));
        parameters.put("code_challenge_method", "S256");
        var url =
                WebUrl.parse(asked.authorizationUrl())
                        .orElseThrow(() ->
                                SigninFailure.misconfigured(
                                        "The authorization-url of the connection is no URL."));
        for (var parameter : parameters.entrySet()) {
            url = url.withParameter(parameter.getKey(), parameter.getValue());
        }
        return url;
    }

    private static String path(String connection) {
        return "/v1/auth/" + GROUP + "/" + connection;
    }

    private static String stateOf(String connection) {
        return "connection " + connection;
    }

    private static String ticketOf(String connection) {
        return "ticket " + connection;
    }
}
