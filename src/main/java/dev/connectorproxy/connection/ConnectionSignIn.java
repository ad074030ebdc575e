package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Signing in for connections of the type `oauth2-authorization-code`: what a person is asked for, and what becomes of the
/// code. Thread-safe.
public final class ConnectionSignIn {
    private final Connections connections;
    private final Supplier<Map<String, Command>> commands;

    /// @param commands those of this proxy now, by id
    public ConnectionSignIn(Connections connections, Supplier<Map<String, Command>> commands) {
        this.connections = connections;
        this.commands = commands;
    }

    /// The code that a provider gave for a request.
    ///
    /// @param redirectUri of the request
    /// @param verifier the PKCE code verifier of the request (RFC 7636)
    public record Code(String code, String redirectUri, String verifier) {
        @Override
        public String toString() {
            return "Code[" + redirectUri + "]";
        }
    }

    /// Whether there are such connections.
    public boolean isNeeded() {
        return connections.all().stream().anyMatch(ConnectionSignIn::isSignedIn);
    }

    /// The request for that connection; empty if nobody signs in for one of that name.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`
    public Optional<SignInRequest> request(String name) {
        return find(name).map(this::request);
    }

    /// Exchanges the code for tokens, and keeps the refresh token; what was fetched for the connection before is not used
    /// any more.
    ///
    /// @throws ConnectorException the provider gives none
    public void finish(String name, Code code) {
        var connection = find(name).orElseThrow(() -> missing(name));
        var fields = fields(connection);
        var services = connections.services();
        var token =
                new TokenClient(services.egress(), services.clock())
                        .fetch(
                                fields,
                                Map.of(
                                        "grant_type", "authorization_code",
                                        "code", code.code(),
                                        "redirect_uri", code.redirectUri(),
                                        "code_verifier", code.verifier()));
        var refreshToken =
                token.refreshToken()
                        .orElseThrow(() ->
                                fields.unusable(
                                        "got no refresh token: its scope, or a parameter of its authorization-url, must ask for one"));
        services.refreshTokens().save(name, refreshToken);
        connection.credentials().ifPresent(CredentialSource::forget);
    }

    private SignInRequest request(Connection connection) {
        var fields = fields(connection);
        var url =
                fields.expand(fields.require("authorization-url"))
                        .orElseThrow(
                                () -> fields.unusable("lacks a variable of its authorization-url"));
        var parameters = new HashMap<String, String>();
        parameters.put("client_id", fields.require("client-id"));
        fields.find("scope").ifPresent(scope -> parameters.put("scope", scope));
        fields.find("audience").ifPresent(audience -> parameters.put("audience", audience));
        return new SignInRequest(url, parameters);
    }

    private ConnectionFields fields(Connection connection) {
        return connection.fields(
                connection.anyUse(connection.usable(commands.get())), connections.secrets());
    }

    private Optional<Connection> find(String name) {
        return connections.all().stream()
                .filter(ConnectionSignIn::isSignedIn)
                .filter(connection -> connection.name().equals(name))
                .findFirst();
    }

    private static boolean isSignedIn(Connection connection) {
        return connection.type() instanceof OAuthType oauth && oauth.signedIn();
    }

    private static ConnectorException missing(String name) {
        return new ConnectorException(
                ErrorCode.CONNECTOR_NOT_CONFIGURED, "there is no connection '" + name + "'");
    }
}
