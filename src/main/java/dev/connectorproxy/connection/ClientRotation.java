package dev.connectorproxy.connection;

import java.util.HashMap;
import java.util.Optional;

/// The previous credentials of a client, for token endpoints that do not know the new ones yet.
final class ClientRotation {
    static final String SECRET = "client-secret";
    static final String KEY = "private-key";
    static final String KEY_ID = "key-id";

    private ClientRotation() {}

    /// The field of the previous value.
    static String previous(String field) {
        return "previous-" + field;
    }

    /// The fields with the previous secret or key instead of the new one; empty if there is none.
    static Optional<ConnectionFields> previous(ConnectionFields fields) {
        var secret = fields.find(previous(SECRET));
        var key = fields.find(previous(KEY));
        if (secret.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        var values = new HashMap<>(fields.values());
        secret.ifPresent(value -> values.put(SECRET, value));
        key.ifPresent(value -> {
            values.put(KEY, value);
            values.remove(KEY_ID); // that of the new key
            fields.find(previous(KEY_ID)).ifPresent(id -> values.put(KEY_ID, id));
        });
        return Optional.of(new ConnectionFields(fields.connection(), values, fields.secretKeys()));
    }
}
