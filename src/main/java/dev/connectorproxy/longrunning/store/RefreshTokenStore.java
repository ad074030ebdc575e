package dev.connectorproxy.longrunning.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The refresh tokens of connections, encrypted, under fingerprints of the connections' names. Thread-safe.
public final class RefreshTokenStore {
    private final InvocationDatabase database;
    private final StoreKeys keys;

    public RefreshTokenStore(InvocationDatabase database, StoreKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /// The token of that connection; empty if there is none, or no key decrypts it any more.
    ///
    /// @throws StoreException the database cannot be read
    public Optional<String> find(String connection) {
        var place = place(connection);
        try {
            return database.queryFirst(
                            "select sealed from lr_vault where name = ?",
                            row -> keys.cipher().decrypt(row.getBytes(1), place),
                            place)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (PayloadCipher.DecryptionException _) {
            return Optional.empty();
        }
    }

    /// Replaces the token of that connection.
    ///
    /// @throws StoreException the database cannot be written
    public void save(String connection, String token) {
        var place = place(connection);
        byte[] sealed = keys.cipher().encrypt(token.getBytes(StandardCharsets.UTF_8), place);
        boolean saved =
                update(place, sealed)
                        || database.insertMissing(
                                        "insert into lr_vault (name, sealed) values (?, ?)",
                                        place,
                                        sealed)
                                > 0;
        if (!saved) { // another process has inserted one in between
            update(place, sealed);
        }
    }

    private boolean update(String place, byte[] sealed) {
        return database.update("update lr_vault set sealed = ? where name = ?", sealed, place) > 0;
    }

    private String place(String connection) {
        return keys.fingerprint("refresh token of " + connection);
    }
}
