package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import dev.connectorproxy.catalogue.DeferredCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The encryption of the database, and fingerprints (HMAC-SHA-256) with a secret that is stored in it, encrypted.
/// Thread-safe.
final class Vault {
    private static final String NAME = "fingerprints";
    private static final byte SEPARATOR = 0;

    private final Seal seal;
    private final SecretKeySpec fingerprints;

    private Vault(Seal cipher, byte[] secret) {
        this.seal = cipher;
        this.fingerprints = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// Reads the secret of the database, or creates it, and encrypts it with the current key.
    ///
    /// @throws StoreException none of the keys belongs to this database
    static Vault open(Database database, Seal cipher) {
        try {
            byte[] secret = read(database, cipher).orElseGet(() -> make(database, cipher));
            // from now on encrypted with the current key
            database.in(connection ->
                    update(
                            connection,
                            "update lr_vault set sealed = ? where name = ?",
                            cipher.close(secret, NAME),
                            NAME));
            return new Vault(cipher, secret);
        } catch (Seal.Unreadable e) {
            throw new StoreException(
                    "long-running.key is not the key of what is kept in this database, nor is any of long-running.old-keys",
                    e);
        }
    }

    Seal seal() {
        return seal;
    }

    /// A fingerprint of task, command and arguments; empty for a call without a task.
    Optional<String> flight(DeferredCall call) {
        return call.task()
                .id()
                .map(task -> {
                    var mac = mac();
                    for (var part : new String[] {task, call.command()}) {
                        mac.update(part.getBytes(StandardCharsets.UTF_8));
                        mac.update(SEPARATOR);
                    }
                    return HexFormat.of()
                            .formatHex(mac.doFinal(ArgumentText.write(call.arguments())));
                });
    }

    /// A fingerprint of a text that does not disclose it.
    String mark(String text) {
        return HexFormat.of().formatHex(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<byte[]> read(Database database, Seal cipher) {
        return database.in(connection -> {
            try (var statement =
                    connection.prepareStatement("select sealed from lr_vault where name = ?")) {
                statement.setString(1, NAME);
                var rows = statement.executeQuery();
                return rows.next()
                        ? Optional.of(cipher.open(rows.getBytes(1), NAME))
                        : Optional.<byte[]>empty();
            }
        });
    }

    private static byte[] make(Database database, Seal cipher) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try {
            database.in(connection ->
                    update(
                            connection,
                            "insert into lr_vault (name, sealed) values (?, ?)",
                            NAME,
                            cipher.close(secret, NAME)));
            return secret;
        } catch (Database.Duplicate _) {
            return read(database, cipher).orElseThrow();
        }
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(fingerprints);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
