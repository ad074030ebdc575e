package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Pem;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// A JWT by which a client proves to a token endpoint who it is: `private_key_jwt` of OpenID Connect Core, section 9, and
/// RFC 7523, section 2.2. Signed with RS256 for an RSA key, ES256 for one of the curve P-256.
final class ClientAssertion {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int P256_BITS = 256;

    private ClientAssertion() {}

    /// @param tokenUrl the audience
    /// @throws ConnectorException `ConnectorNotConfigured`: the key cannot be used
    static String of(ConnectionFields fields, String tokenUrl, Instant now) {
        try {
            var key = Pem.key(fields.require("private-key"));
            var header = JSON.createObjectBuilder().add("alg", algorithm(key)).add("typ", "JWT");
            fields.find("key-id").ifPresent(id -> header.add("kid", id));
            var signed = encoded(header.build()) + "." + encoded(claims(fields, tokenUrl, now));
            var signature = signature(key);
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fields.unusable(
                    "has a private-key that is no RSA key, or one of P-256, in PKCS#8 (PEM)");
        }
    }

    private static JsonObject claims(ConnectionFields fields, String tokenUrl, Instant now) {
        var client = fields.require("client-id");
        return JSON.createObjectBuilder()
                .add("iss", client)
                .add("sub", client)
                .add("aud", tokenUrl)
                .add("jti", UUID.randomUUID().toString())
                .add("iat", now.getEpochSecond())
                .add("exp", now.plus(LIFETIME).getEpochSecond())
                .build();
    }

    private static String algorithm(PrivateKey key) {
        return switch (key) {
            case RSAPrivateKey _ -> "RS256";
            case ECPrivateKey ec when ec.getParams().getOrder().bitLength() == P256_BITS -> "ES256";
            default -> throw new IllegalArgumentException("another algorithm");
        };
    }

    /// Without the DER that Java wraps the numbers of an ECDSA signature in (RFC 7518, section 3.4).
    private static Signature signature(PrivateKey key) throws GeneralSecurityException {
        return Signature.getInstance(
                key instanceof RSAPrivateKey ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
    }

    private static String encoded(JsonObject json) {
        return encoded(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
