package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;

/// Fetches access tokens with the refresh token of a connection (RFC 6749, section 6), and keeps the new one if the endpoint
/// gives one. As thread-safe as what it uses.
record RefreshGrant(TokenClient client, RefreshTokens tokens) implements TokenEndpoint {

    /// @throws ConnectorException `ConnectorNotConfigured`: nobody has signed in, or the token is not accepted any more
    @Override
    public AccessToken fetch(ConnectionFields fields) {
        var refreshToken =
                refreshToken(fields)
                        .orElseThrow(() -> fields.unusable("needs somebody to sign in"));
        var token =
                client.fetch(
                        fields,
                        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        token.refreshToken()
                .filter(next -> !next.equals(refreshToken))
                .ifPresent(next -> tokens.save(fields.connection(), next));
        return token;
    }

    @Override
    public boolean isReady(ConnectionFields fields) {
        return refreshToken(fields).isPresent();
    }

    private Optional<String> refreshToken(ConnectionFields fields) {
        return tokens.find(fields.connection()).or(() -> fields.find("refresh-token"));
    }
}
