package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import dev.connectorproxy.catalogue.LongCall;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What is sealed and told apart by secrets of the database's own. Thread-safe.
final class Vault {
    private static final String NAME = "fingerprints";
    private static final byte SEPARATOR = 0;

    private final Seal seal;
    private final SecretKeySpec fingerprints;

    private Vault(Seal seal, byte[] fingerprints) {
        this.seal = seal;
        this.fingerprints = new SecretKeySpec(fingerprints, "HmacSHA256");
    }

    /// @throws StoreException the keys do not belong to this database
    static Vault open(Database database, Seal seal) {
        try {
            byte[] secret = read(database, seal).orElseGet(() -> make(database, seal));
            // under the newest key from now on
            database.in(connection ->
                    update(
                            connection,
                            "update lr_vault set sealed = ? where name = ?",
                            seal.close(secret, NAME),
                            NAME));
            return new Vault(seal, secret);
        } catch (Seal.Unreadable e) {
            throw new StoreException(
                    "long-running.key is not the key of what is kept in this database, nor is any of long-running.old-keys",
                    e);
        }
    }

    Seal seal() {
        return seal;
    }

    /// The same for the same call of the same task; empty for a call of no task.
    Optional<String> flight(LongCall call) {
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

    /// Tells one text from another without giving it away.
    String mark(String text) {
        return HexFormat.of().formatHex(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<byte[]> read(Database database, Seal seal) {
        return database.in(connection -> {
            try (var statement =
                    connection.prepareStatement("select sealed from lr_vault where name = ?")) {
                statement.setString(1, NAME);
                var rows = statement.executeQuery();
                return rows.next()
                        ? Optional.of(seal.open(rows.getBytes(1), NAME))
                        : Optional.<byte[]>empty();
            }
        });
    }

    private static byte[] make(Database database, Seal seal) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try {
            database.in(connection ->
                    update(
                            connection,
                            "insert into lr_vault (name, sealed) values (?, ?)",
                            NAME,
                            seal.close(secret, NAME)));
            return secret;
        } catch (Database.Duplicate _) {
            return read(database, seal).orElseThrow();
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
