package dev.connectorproxy.longrunning.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key for AES-256, and its id, which stands in front of each ciphertext and is a prefix of a SHA-256 digest. Never
/// logged.
public final class EncryptionKey {
    static final int KEY_ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    private final SecretKey key;
    private final byte[] keyId;

    private EncryptionKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
        this.keyId = keyId(bytes);
    }

    /// Parses 32 bytes in Base64; empty when the text is anything else.
    static Optional<EncryptionKey> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            return bytes.length == KEY_BYTES
                    ? Optional.of(new EncryptionKey(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A new random key in Base64.
    public static String generate() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    SecretKey key() {
        return key;
    }

    byte[] keyId() {
        return keyId.clone();
    }

    @Override
    public String toString() {
        return "EncryptionKey[]";
    }

    private static byte[] keyId(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    "connector-proxy key mark".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(bytes), KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
