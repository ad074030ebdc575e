package dev.connectorproxy.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// An API key as it is stored: its name, its SHA-256 and its roles. The key itself is not stored.
///
/// @param sha256 32 bytes
/// @param roles globs, see [RoleGrant]
record HashedApiKey(String name, byte[] sha256, List<String> roles) implements Identity {
    /// Longer keys are rejected without a comparison, in characters.
    static final int MAX_LENGTH = 1024;

    HashedApiKey {
        sha256 = sha256.clone();
        roles = List.copyOf(roles);
        if (sha256.length != 32) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    static HashedApiKey ofValue(String name, String value, List<String> roles) {
        return new HashedApiKey(name, digest(value), roles);
    }

    /// @throws IllegalArgumentException not 64 hexadecimal digits
    static HashedApiKey ofSha256(String name, String hex, List<String> roles) {
        return new HashedApiKey(name, HexFormat.of().parseHex(hex), roles);
    }

    /// Whether this is the digest of the key, in constant time.
    boolean matches(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }

    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
