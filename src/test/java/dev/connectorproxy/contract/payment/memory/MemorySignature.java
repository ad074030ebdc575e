package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a delivery: `<Unix time>.<HMAC-SHA256 of time and body, in hex>`, valid for five minutes.
final class MemorySignature {
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private MemorySignature() {}

    static String of(byte[] payload, Instant at) {
        return at.getEpochSecond() + "." + digest(payload, at.getEpochSecond());
    }

    /// Whether the signature is one of that body.
    static boolean isOf(String signature, byte[] payload) {
        var right = time(signature) + "." + digest(payload, time(signature));
        return MessageDigest.isEqual(bytes(signature), bytes(right));
    }

    static boolean isRecent(String signature, Instant now) {
        return !Instant.ofEpochSecond(time(signature)).isBefore(now.minus(TOLERANCE));
    }

    private static long time(String signature) {
        try {
            return Long.parseLong(signature.substring(0, Math.max(0, signature.indexOf('.'))));
        } catch (NumberFormatException _) {
            throw PaymentException.of(PaymentError.WEBHOOK_VERIFICATION);
        }
    }

    private static String digest(byte[] payload, long at) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(MemoryServer.KEY), "RAW"));
            mac.update(bytes(at + "."));
            return HexFormat.of().formatHex(mac.doFinal(payload));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
