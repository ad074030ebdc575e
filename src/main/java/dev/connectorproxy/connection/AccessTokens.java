package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The access tokens of one connection: one for each set of values that commands give its fields, such as the URL of the token
/// endpoint. Thread-safe.
final class AccessTokens implements CredentialSource {
    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private final Map<Map<String, String>, TokenCache> caches = new ConcurrentHashMap<>();

    AccessTokens(TokenEndpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public RequestCredential current(ConnectionFields fields, Call call) {
        return bearer(fields, cache(fields).get(() -> endpoint.fetch(fields), call));
    }

    @Override
    public Optional<RequestCredential> afterRefusal(
            RequestCredential refused, ConnectionFields fields, Call call) {
        var value = refused.value().substring(refused.value().indexOf(' ') + 1);
        return cache(fields)
                .getInsteadOf(value, () -> endpoint.fetch(fields), call)
                .map(token -> bearer(fields, token));
    }

    @Override
    public boolean isReady(ConnectionFields fields) {
        return endpoint.isReady(fields);
    }

    @Override
    public void forget() {
        caches.clear();
    }

    /// A token stays when a secret changes.
    private TokenCache cache(ConnectionFields fields) {
        var key = new HashMap<>(fields.values());
        key.keySet().removeAll(fields.secretKeys());
        return caches.computeIfAbsent(Map.copyOf(key), _ -> new TokenCache(clock));
    }

    /// @throws ConnectorException `ConnectorNotConfigured`: it has characters that no header may have
    private static RequestCredential bearer(ConnectionFields fields, AccessToken token) {
        return HttpType.bearer(fields, token.value());
    }
}
