package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a delivery, in the header `Stripe-Signature: t=<Unix time>,v1=<hex>,v1=<hex>`: the HMAC-SHA256 of
/// `<t>.<body>` with the secret of the webhook endpoint. While a secret is being rotated there is one digest for each
/// secret.
///
/// @param time the time as received, because exactly this text was signed
/// @param digests the digests of the scheme `v1`
record StripeSignature(String time, List<byte[]> digests) {
    private static final String HEADER = "Stripe-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    static StripeSignature of(Webhook webhook) {
        var headers = webhook.headers().getOrDefault(HEADER, List.of());
        if (headers.size() != 1) {
            throw refused("there must be one header " + HEADER);
        }
        var time = "";
        var digests = new ArrayList<byte[]>();
        for (var part : headers.getFirst().split(",")) {
            int equals = part.indexOf('=');
            var value = part.substring(equals + 1).strip();
            switch (part.substring(0, Math.max(equals, 0)).strip()) {
                case "t" -> time = value;
                case "v1" -> addDigest(value, digests);
                default -> {} // v0 is a test scheme and not a valid signature
            }
        }
        return new StripeSignature(time, List.copyOf(digests));
    }

    /// The webhook with the signature of its body at that time.
    static Webhook sign(Webhook webhook, String secret, Instant now) {
        var unsigned = new StripeSignature(String.valueOf(now.getEpochSecond()), List.of());
        var digest = unsigned.digest(webhook.payload(), known(secret));
        var header = "t=" + unsigned.time() + ",v1=" + HexFormat.of().formatHex(digest);
        return webhook.withHeader(HEADER, header);
    }

    /// Refuses a body that was not signed with that secret, or was signed too long ago.
    void check(byte[] body, String secret, Instant now) {
        byte[] expected = digest(body, known(secret));
        boolean right = false;
        for (var digest : digests) {
            right |= MessageDigest.isEqual(expected, digest);
        }
        if (!right) {
            throw refused("the signature is wrong");
        }
        if (signedAt().isBefore(now.minus(TOLERANCE))) {
            throw refused("it was signed too long ago");
        }
    }

    private static String known(String secret) {
        if (secret.isEmpty()) {
            throw refused("the secret of this webhook is not known");
        }
        return secret;
    }

    private Instant signedAt() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(time));
        } catch (NumberFormatException | DateTimeException _) {
            throw refused("the time of the signature is none");
        }
    }

    private byte[] digest(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static void addDigest(String hex, List<byte[]> digests) {
        try {
            digests.add(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException _) {
            // a malformed digest is ignored; another one may match
        }
    }

    static PaymentException refused(String why) {
        return PaymentException.of(PaymentError.WEBHOOK_VERIFICATION, why);
    }

    @Override
    public String toString() {
        return "Signature[" + time + "]";
    }
}
