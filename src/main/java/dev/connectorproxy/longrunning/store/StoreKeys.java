package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.catalogue.DeferredCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The encryption of the database, and fingerprints (HMAC-SHA-256) with a secret that is stored in it, encrypted.
/// Thread-safe.
public final class StoreKeys {
    private static final String NAME = "fingerprints";

    private final InvocationDatabase database;
    private volatile Optional<Keys> keys = Optional.empty();

    private record Keys(PayloadCipher cipher, SecretKeySpec fingerprintKey) {}

    /// Every other method throws [StoreException] before [#load].
    public StoreKeys(InvocationDatabase database) {
        this.database = database;
    }

    /// Reads the secret of the database, or creates it, and encrypts it with the current key.
    ///
    /// @throws StoreException none of the keys belongs to this database
    public void load(PayloadCipher cipher) {
        try {
            byte[] secret = readSecret(cipher).orElseGet(() -> createSecret(cipher));
            // from now on encrypted with the current key
            database.update(
                    "update lr_vault set sealed = ? where name = ?",
                    cipher.encrypt(secret, NAME),
                    NAME);
            keys = Optional.of(new Keys(cipher, new SecretKeySpec(secret, "HmacSHA256")));
        } catch (PayloadCipher.DecryptionException e) {
            throw new StoreException(
                    "long-running.key is not the key of what is kept in this database, nor is any of long-running.old-keys",
                    e);
        }
    }

    PayloadCipher cipher() {
        return keys().cipher();
    }

    private Keys keys() {
        return keys.orElseThrow(() -> StoreException.ofOutage("the database is not open"));
    }

    /// A fingerprint of what makes two calls the same call: task, command, arguments, the caller's API key, under whose
    /// rights the command runs, and the URL of the callback. Empty for a call without a task.
    Optional<String> callFingerprint(DeferredCall call) {
        return call.task()
                .id()
                .map(task -> {
                    var mac = mac();
                    update(mac, Optional.of(task));
                    update(mac, Optional.of(call.command()));
                    update(mac, call.sender().key());
                    update(mac, call.callbackUrl());
                    return HexFormat.of()
                            .formatHex(mac.doFinal(ArgumentsJson.of(call.arguments())));
                });
    }

    /// A fingerprint of a text that does not disclose it.
    public String fingerprint(String text) {
        return HexFormat.of().formatHex(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<byte[]> readSecret(PayloadCipher cipher) {
        return database.queryFirst(
                "select sealed from lr_vault where name = ?",
                row -> cipher.decrypt(row.getBytes(1), NAME),
                NAME);
    }

    private byte[] createSecret(PayloadCipher cipher) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        try {
            database.update(
                    "insert into lr_vault (name, sealed) values (?, ?)",
                    NAME,
                    cipher.encrypt(secret, NAME));
            return secret;
        } catch (InvocationDatabase.DuplicateKeyException _) {
            return readSecret(cipher).orElseThrow();
        }
    }

    /// Adds one part so that no two lists of parts are the same bytes.
    private static void update(Mac mac, Optional<String> part) {
        byte[] bytes = part.orElse("").getBytes(StandardCharsets.UTF_8);
        mac.update(
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part.isEmpty() ? -1 : bytes.length)
                        .flip());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys().fingerprintKey());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
