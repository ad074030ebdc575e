package dev.connectorproxy.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// An API key as it is kept: its name, its SHA-256, and what it may run. The key itself is not kept.
///
/// @param sha256 32 bytes
/// @param commands globs over command ids, `*` for any characters
/// @param secrets globs over the names of secrets
/// @param scopes what else it opens, such as `admin`
record ApiKey(
        String name,
        byte[] sha256,
        List<String> commands,
        List<String> secrets,
        List<String> scopes) {
    /// The longest key that is looked at, in characters.
    static final int LONGEST = 1024;

    ApiKey {
        sha256 = sha256.clone();
        commands = List.copyOf(commands);
        secrets = List.copyOf(secrets);
        scopes = List.copyOf(scopes);
        if (sha256.length != 32) {
            throw new IllegalArgumentException("not a SHA-256");
        }
    }

    /// @param may what it may run and use
    static ApiKey ofValue(String name, String value, Globs may) {
        return new ApiKey(name, digest(value), may.commands(), may.secrets(), may.scopes());
    }

    /// @throws IllegalArgumentException not 64 hexadecimal digits
    static ApiKey ofSha256(String name, String hex, Globs may) {
        return new ApiKey(
                name, HexFormat.of().parseHex(hex), may.commands(), may.secrets(), may.scopes());
    }

    /// What a key opens.
    record Globs(List<String> commands, List<String> secrets, List<String> scopes) {}

    /// Whether that is this key's digest, in a time that does not depend on where they differ.
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
