package dev.connectorproxy;

import dev.connectorproxy.connection.RefreshTokens;
import dev.connectorproxy.longrunning.store.RefreshTokenStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The refresh tokens of connections in the store of long-running calls, if there is one. A token that cannot be stored
/// stays in memory, and is stored when it is next needed. Thread-safe.
final class StoredRefreshTokens implements RefreshTokens {
    private final Supplier<Optional<RefreshTokenStore>> store;
    private final Consumer<String> warnings;
    private final Map<String, String> unsaved = new ConcurrentHashMap<>();

    /// @param store empty for none, so that everything stays in memory
    /// @param warnings receives a line when a token cannot be stored
    StoredRefreshTokens(Supplier<Optional<RefreshTokenStore>> store, Consumer<String> warnings) {
        this.store = store;
        this.warnings = warnings;
    }

    /// @throws ConnectorException `StoreUnavailable`
    @Override
    public Optional<String> find(String connection) {
        var newest = Optional.ofNullable(unsaved.get(connection));
        if (newest.isPresent()) {
            newest.ifPresent(token -> save(connection, token));
            return newest;
        }
        try {
            return store.get().flatMap(tokens -> tokens.find(connection));
        } catch (StoreException e) {
            throw new ConnectorException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the refresh token of the connection '%s' cannot be read now"
                            .formatted(connection),
                    e);
        }
    }

    @Override
    public void save(String connection, String token) {
        unsaved.put(connection, token);
        try {
            store.get()
                    .ifPresent(tokens -> {
                        tokens.save(connection, token);
                        unsaved.remove(connection, token);
                    });
        } catch (StoreException e) {
            warnings.accept(
                    "the refresh token of the connection '%s' is in memory only, since %s"
                            .formatted(connection, e.getMessage()));
        }
    }
}
