package dev.connectorproxy.devserver.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// A file as it is sent. Nobody changes its bytes.
///
/// @param type its media type
/// @param plain its bytes
/// @param gzip the same, compressed
/// @param digest a hash of its bytes, of characters that may stand in an `ETag`
public record PageFile(String type, byte[] plain, byte[] gzip, String digest) {
    private static final int DIGEST_BYTES = 18; // 144 bits; a multiple of 3 needs no padding

    static PageFile of(String type, byte[] plain) {
        return new PageFile(type, plain, compress(plain), digest(plain));
    }

    /// The entity tag, which differs between the two encodings, because their bytes do.
    String etag(boolean compressed) {
        return '"' + digest + (compressed ? "-gzip" : "") + '"';
    }

    /// The SHA-256 hash of these bytes.
    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String digest(byte[] bytes) {
        var encoded = Base64.getUrlEncoder().encodeToString(sha256(bytes));
        return encoded.substring(0, DIGEST_BYTES * 4 / 3);
    }

    private static byte[] compress(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return out.toByteArray();
    }
}
