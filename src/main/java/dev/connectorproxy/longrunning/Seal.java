package dev.connectorproxy.longrunning;

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
final class Seal {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int HEAD = 1 + SealingKey.MARK + NONCE;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SealingKey key;
    private final List<SealingKey> all;

    Seal(SealingKey key, List<SealingKey> old) {
        this.key = key;
        this.all = Stream.concat(Stream.of(key), old.stream()).toList();
    }

    /// No key decrypts the payload, or it was changed.
    static final class Unreadable extends RuntimeException {
        Unreadable(String place, Throwable cause) {
            super("none of the keys in long-running.key and long-running.old-keys opens " + place);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    /// Encrypts a payload with the current key.
    ///
    /// @param place where it is stored, such as `result of ID`
    byte[] close(byte[] text, String place) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text);
            return ByteBuffer.allocate(HEAD + encrypted.length)
                    .put(VERSION)
                    .put(key.mark())
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
    /// @throws Unreadable no key decrypts it, or it was changed
    byte[] open(byte[] encrypted, String place) {
        if (encrypted.length < HEAD || encrypted[0] != VERSION) {
            throw new Unreadable(place, null);
        }
        byte[] keyId = Arrays.copyOfRange(encrypted, 1, 1 + SealingKey.MARK);
        byte[] nonce = Arrays.copyOfRange(encrypted, 1 + SealingKey.MARK, HEAD);
        var matching =
                all.stream()
                        .filter(candidate -> Arrays.equals(candidate.mark(), keyId))
                        .findFirst()
                        .orElseThrow(() -> new Unreadable(place, null));
        try {
            return cipher(Cipher.DECRYPT_MODE, matching, nonce, place)
                    .doFinal(encrypted, HEAD, encrypted.length - HEAD);
        } catch (GeneralSecurityException e) {
            throw new Unreadable(place, e);
        }
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
