package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Fetches access tokens with the refresh token of a connection (RFC 6749, section 6), and keeps the new one if the endpoint
/// gives one. As thread-safe as what it uses.
record RefreshGrant(TokenClient client, RefreshTokens tokens) implements TokenEndpoint {

    /// Tries the newest token first, then that of the settings, which may have been replaced; and again the newest one, if another
    /// process has used and replaced it in the meantime.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured`: nobody has signed in, or no token is accepted any more
    @Override
    public AccessToken fetch(ConnectionFields fields) {
        var refused = new HashSet<String>();
        var failure = fields.unusable("needs somebody to sign in");
        for (var next = next(fields, refused); next.isPresent(); next = next(fields, refused)) {
            try {
                return fetch(fields, next.get());
            } catch (ConnectorException e) {
                if (!e.is(ErrorCode.CONNECTOR_NOT_CONFIGURED)) {
                    throw e;
                }
                refused.add(next.get());
                failure = e;
            }
        }
        throw failure;
    }

    private AccessToken fetch(ConnectionFields fields, String refreshToken) {
        var token =
                client.fetch(
                        fields,
                        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        var kept = tokens.find(fields.connection());
        var next = token.refreshToken().orElse(refreshToken);
        boolean replaced = !next.equals(refreshToken);
        if (replaced || kept.isPresent() && !kept.get().equals(next)) {
            tokens.save(fields.connection(), next);
        }
        return token;
    }

    @Override
    public boolean isReady(ConnectionFields fields) {
        return next(fields, Set.of()).isPresent();
    }

    private Optional<String> next(ConnectionFields fields, Set<String> refused) {
        return Stream.of(tokens.find(fields.connection()), fields.find("refresh-token"))
                .flatMap(Optional::stream)
                .filter(token -> !refused.contains(token))
                .findFirst();
    }
}
