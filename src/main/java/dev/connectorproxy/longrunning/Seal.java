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

/// Encrypts what is kept, with AES-256-GCM, and each piece for its place: what was moved elsewhere in the database does not
/// open. Older keys still open what they sealed. Thread-safe.
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

    /// No key opens it.
    static final class Unreadable extends RuntimeException {
        Unreadable(String place, Throwable cause) {
            super("none of the keys in long-running.key and long-running.old-keys opens " + place);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    /// @param place where it is kept
    byte[] close(byte[] text, String place) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(text);
            return ByteBuffer.allocate(HEAD + sealed.length)
                    .put(VERSION)
                    .put(key.mark())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in GCM", e);
        }
    }

    /// @throws Unreadable no key opens it, or it was changed
    byte[] open(byte[] sealed, String place) {
        if (sealed.length < HEAD || sealed[0] != VERSION) {
            throw new Unreadable(place, null);
        }
        byte[] mark = Arrays.copyOfRange(sealed, 1, 1 + SealingKey.MARK);
        byte[] nonce = Arrays.copyOfRange(sealed, 1 + SealingKey.MARK, HEAD);
        var fitting =
                all.stream()
                        .filter(it -> Arrays.equals(it.mark(), mark))
                        .findFirst()
                        .orElseThrow(() -> new Unreadable(place, null));
        try {
            return cipher(Cipher.DECRYPT_MODE, fitting, nonce, place)
                    .doFinal(sealed, HEAD, sealed.length - HEAD);
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
