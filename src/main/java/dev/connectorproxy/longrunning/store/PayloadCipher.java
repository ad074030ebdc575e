package dev.connectorproxy.longrunning.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts stored payloads with AES-256-GCM. The place of a payload is authenticated as associated data: a ciphertext
/// moved to another row or column does not decrypt. Old keys still decrypt what they encrypted. Thread-safe.
///
/// Format: version (1 byte), id of the key, nonce (12 bytes), ciphertext with tag.
public final class PayloadCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int HEADER_BYTES = 1 + EncryptionKey.KEY_ID_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final EncryptionKey key;
    private final List<EncryptionKey> keys;

    public PayloadCipher(EncryptionKey key, List<EncryptionKey> old) {
        this.key = key;
        this.keys = Stream.concat(Stream.of(key), old.stream()).toList();
    }

    /// No key decrypts the payload, or it was changed.
    public static final class DecryptionException extends RuntimeException {
        DecryptionException(String place, Throwable cause) {
            super("none of the keys in long-running.key and long-running.old-keys opens " + place);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    /// Encrypts a payload with the current key.
    ///
    /// @param place where it is stored, such as `result of ID`
    byte[] encrypt(byte[] text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text);
            return ByteBuffer.allocate(HEADER_BYTES + encrypted.length)
                    .put(VERSION)
                    .put(key.keyId())
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in GCM", e);
        }
    }

    /// Decrypts a payload with the key that encrypted it.
    ///
    /// @param place where it was read from
    /// @throws DecryptionException no key decrypts it, or it was changed
    byte[] decrypt(byte[] encrypted, String place) {
        if (encrypted.length < HEADER_BYTES || encrypted[0] != VERSION) {
            throw new DecryptionException(place, null);
        }
        byte[] keyId = Arrays.copyOfRange(encrypted, 1, 1 + EncryptionKey.KEY_ID_BYTES);
        byte[] nonce = Arrays.copyOfRange(encrypted, 1 + EncryptionKey.KEY_ID_BYTES, HEADER_BYTES);
        var matching =
                keys.stream()
                        .filter(candidate -> Arrays.equals(candidate.keyId(), keyId))
                        .findFirst()
                        .orElseThrow(() -> new DecryptionException(place, null));
        try {
            return cipher(Cipher.DECRYPT_MODE, matching, nonce, place)
                    .doFinal(encrypted, HEADER_BYTES, encrypted.length - HEADER_BYTES);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(place, e);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
