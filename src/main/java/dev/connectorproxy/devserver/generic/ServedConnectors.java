package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// The connectors that are served under the generic contract, each with its own API key, in memory only. Thread-safe.
public final class ServedConnectors implements ConnectorMemory {
    private final CopyingMap<String, String> keys = new CopyingMap<>();

    void put(String connectorId, String apiKey) {
        keys.change(all -> all.put(connectorId, apiKey));
    }

    boolean isServed(String connectorId) {
        return key(connectorId).isPresent();
    }

    /// Whether the value of the header `Authorization` has the key of that connector; compared in constant time.
    boolean isAuthorized(String connectorId, String authorization) {
        return key(connectorId)
                .filter(key -> MessageDigest.isEqual(bytes("Bearer " + key), bytes(authorization)))
                .isPresent();
    }

    @Override
    public void forget(String connectorId) {
        keys.change(all -> all.remove(connectorId));
    }

    private Optional<String> key(String connectorId) {
        return keys.update(all -> Optional.ofNullable(all.get(connectorId)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
