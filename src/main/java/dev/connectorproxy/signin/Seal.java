package dev.connectorproxy.signin;

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
final class Seal {
    private static final int NONCE = 16;
    private static final int SIGNED = NONCE + Long.BYTES;
    private static final int DIGEST = 32;
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec signing;
    private final SecretKeySpec sealing;
    private final Duration lifetime;
    private final InstantSource clock;

    /// @param key shared by all replicas; if absent, a random key for the lifetime of this object
    Seal(Optional<Secret> key, Duration lifetime, InstantSource clock) {
        var root =
                new SecretKeySpec(
                        key.map(Secret::bytes).orElseGet(() -> some(DIGEST)), "HmacSHA256");
        this.signing = new SecretKeySpec(mac(root, ascii("signin state 1")), "HmacSHA256");
        this.sealing = new SecretKeySpec(mac(root, ascii("signin cookie 1")), "AES");
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// A random text of 43 characters with 256 bits of entropy.
    String unguessable() {
        return encode(some(DIGEST));
    }

    /// Creates the state of a new sign-in at a provider.
    State issue(String provider) {
        var expiry = clock.instant().plus(lifetime);
        var signed =
                ByteBuffer.allocate(SIGNED).put(some(NONCE)).putLong(expiry.toEpochMilli()).array();
        var state = ByteBuffer.allocate(SIGNED + DIGEST).put(signed).put(sign(provider, signed));
        return new State(encode(state.array()), nonce(signed), expiry);
    }

    /// Verifies the state that a provider sent back.
    ///
    /// @throws ConnectorException 400 when it was not issued with this key, or for another provider, or has expired
    State verify(String provider, String text) {
        var bytes =
                decode(text)
                        .filter(decoded -> decoded.length == SIGNED + DIGEST)
                        .orElse(new byte[SIGNED + DIGEST]);
        var signed = Arrays.copyOf(bytes, SIGNED);
        var signature = Arrays.copyOfRange(bytes, SIGNED, bytes.length);
        if (!MessageDigest.isEqual(sign(provider, signed), signature)) {
            throw SigninFailure.badRequest(
                    "This answer belongs to no sign-in that was begun here. Please begin again.");
        }
        var expiry = Instant.ofEpochMilli(ByteBuffer.wrap(signed, NONCE, Long.BYTES).getLong());
        if (!clock.instant().isBefore(expiry)) {
            throw SigninFailure.badRequest("The sign-in took too long. Please begin again.");
        }
        return new State(text, nonce(signed), expiry);
    }

    /// Encrypts the pending sign-in of a state for a cookie; the browser can neither read nor change it.
    String seal(State state, Pending pending) {
        var iv = some(IV);
        byte[] sealed =
                cipher(
                                Cipher.ENCRYPT_MODE,
                                iv,
                                state,
                                pending.text().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        return encode(ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array());
    }

    /// Decrypts the pending sign-in of a state; empty if the text was encrypted with another key or for another state.
    Optional<Pending> open(State state, String sealed) {
        return decode(sealed)
                .filter(bytes -> bytes.length > IV)
                .flatMap(bytes ->
                        cipher(
                                Cipher.DECRYPT_MODE,
                                Arrays.copyOf(bytes, IV),
                                state,
                                Arrays.copyOfRange(bytes, IV, bytes.length)))
                .map(text -> Pending.of(new String(text, StandardCharsets.UTF_8)));
    }

    /// The PKCE code challenge of a verifier, method S256 (RFC 7636, section 4.2).
    static String challenge(String verifier) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(ascii(verifier)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Empty if decryption fails; every JDK has the cipher, so no other failure is possible.
    private Optional<byte[]> cipher(int mode, byte[] iv, State state, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(ascii(state.text()));
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private byte[] sign(String provider, byte[] signed) {
        byte[] name = ascii(provider);
        return mac(
                signing,
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

    private byte[] some(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String nonce(byte[] signed) {
        return encode(Arrays.copyOf(signed, NONCE));
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
