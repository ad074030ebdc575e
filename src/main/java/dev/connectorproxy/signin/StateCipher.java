package dev.connectorproxy.signin;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.spi.ConnectorException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Signs states (HMAC-SHA256) and encrypts the pending sign-in of a state (AES-256-GCM, bound to that state), so that
/// the server stores nothing and any replica with the same key can finish a sign-in. Thread-safe.
final class StateCipher {
    private static final int NONCE_BYTES = 16;
    private static final int SIGNED_BYTES = NONCE_BYTES + Long.BYTES;
    private static final int DIGEST_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec signingKey;
    private final SecretKeySpec encryptionKey;
    private final Duration lifetime;
    private final InstantSource clock;

    /// @param key shared by all replicas; if absent, a random key for the lifetime of this object
    StateCipher(Optional<SecretText> key, Duration lifetime, InstantSource clock) {
        var root =
                new SecretKeySpec(
                        key.map(secret -> secret.value().getBytes(StandardCharsets.UTF_8))
                                .orElseGet(() -> randomBytes(DIGEST_BYTES)),
                        "HmacSHA256");
        this.signingKey = new SecretKeySpec(mac(root, toAscii("signin state 1")), "HmacSHA256");
        this.encryptionKey = new SecretKeySpec(mac(root, toAscii("signin cookie 1")), "AES");
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// A random text of 43 characters with 256 bits of entropy.
    String randomToken() {
        return encode(randomBytes(DIGEST_BYTES));
    }

    /// Creates the state of a new sign-in at a provider.
    SigninState issue(String provider) {
        var expiry = clock.instant().plus(lifetime);
        var signed =
                ByteBuffer.allocate(SIGNED_BYTES)
                        .put(randomBytes(NONCE_BYTES))
                        .putLong(expiry.toEpochMilli())
                        .array();
        var state =
                ByteBuffer.allocate(SIGNED_BYTES + DIGEST_BYTES)
                        .put(signed)
                        .put(sign(provider, signed));
        return new SigninState(encode(state.array()), nonce(signed), expiry);
    }

    /// Verifies the state that a provider sent back.
    ///
    /// @throws ConnectorException 400 when it was not issued with this key, or for another provider, or has expired
    SigninState verify(String provider, String text) {
        var bytes =
                decode(text)
                        .filter(decoded -> decoded.length == SIGNED_BYTES + DIGEST_BYTES)
                        .orElse(new byte[SIGNED_BYTES + DIGEST_BYTES]);
        var signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        var signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        if (!MessageDigest.isEqual(sign(provider, signed), signature)) {
            throw SigninFailure.badRequest(
                    "This answer belongs to no sign-in that was begun here. Please begin again.");
        }
        var expiry =
                Instant.ofEpochMilli(ByteBuffer.wrap(signed, NONCE_BYTES, Long.BYTES).getLong());
        if (!clock.instant().isBefore(expiry)) {
            throw SigninFailure.badRequest("The sign-in took too long. Please begin again.");
        }
        return new SigninState(text, nonce(signed), expiry);
    }

    /// Encrypts the pending sign-in of a state for a cookie; the browser can neither read nor change it.
    String encrypt(SigninState state, PendingSignIn pending) {
        var iv = randomBytes(IV_BYTES);
        byte[] sealed =
                applyCipher(
                                Cipher.ENCRYPT_MODE,
                                iv,
                                state,
                                pending.toText().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        return encode(ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array());
    }

    /// Decrypts the pending sign-in of a state; empty if the text was encrypted with another key or for another state.
    Optional<PendingSignIn> decrypt(SigninState state, String sealed) {
        return decode(sealed)
                .filter(bytes -> bytes.length > IV_BYTES)
                .flatMap(bytes ->
                        applyCipher(
                                Cipher.DECRYPT_MODE,
                                Arrays.copyOf(bytes, IV_BYTES),
                                state,
                                Arrays.copyOfRange(bytes, IV_BYTES, bytes.length)))
                .map(text -> PendingSignIn.of(new String(text, StandardCharsets.UTF_8)));
    }

    /// The PKCE code challenge of a verifier, method S256 (RFC 7636, section 4.2).
    static String toCodeChallenge(String verifier) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(toAscii(verifier)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Empty if decryption fails; every JDK has the cipher, so no other failure is possible.
    private Optional<byte[]> applyCipher(int mode, byte[] iv, SigninState state, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, encryptionKey, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(toAscii(state.text()));
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private byte[] sign(String provider, byte[] signed) {
        byte[] name = toAscii(provider);
        return mac(
                signingKey,
                ByteBuffer.allocate(signed.length + name.length).put(signed).put(name).array());
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String nonce(byte[] signed) {
        return encode(Arrays.copyOf(signed, NONCE_BYTES));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Accepts only the canonical form (RFC 4648, section 3.5), so that no two texts mean the same state.
    private static Optional<byte[]> decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] toAscii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
