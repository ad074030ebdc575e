package dev.connectorproxy.connection;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The refresh tokens of connections that are signed in. Thread-safe.
public interface RefreshTokens {

    /// The newest one of that connection.
    Optional<String> find(String connection);

    /// Keeps a new one.
    void save(String connection, String token);

    /// Keeps them in memory only, so that they end with the process.
    static RefreshTokens inMemory() {
        return new InMemory(new ConcurrentHashMap<>());
    }

    /// See [#inMemory].
    record InMemory(Map<String, String> tokens) implements RefreshTokens {
        @Override
        public Optional<String> find(String connection) {
            return Optional.ofNullable(tokens.get(connection));
        }

        @Override
        public void save(String connection, String token) {
            tokens.put(connection, token);
        }

        @Override
        public String toString() {
            return "InMemory" + tokens.keySet();
        }
    }
}
