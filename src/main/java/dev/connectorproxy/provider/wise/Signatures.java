package dev.connectorproxy.provider.wise;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Wise's signatures of webhooks: RSA, PKCS#1 v1.5, SHA-256. Thread-safe.
final class Signatures {
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private final PublicKey key;

    private Signatures(PublicKey key) {
        this.key = key;
    }

    /// The signatures made with the private half of that key, a `SubjectPublicKeyInfo` in PEM.
    static Optional<Signatures> of(String pem) {
        // an environment variable brings the line ends of a PEM as two characters
        var parts = PEM.matcher(pem.replace("\\n", "\n"));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var der = Base64.getMimeDecoder().decode(parts.group(1));
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            return Optional.of(new Signatures(key));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether the signature, in Base64, is one of these bytes.
    boolean isOf(byte[] payload, String signature) {
        try {
            var rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(key);
            rsa.update(payload);
            return rsa.verify(Base64.getDecoder().decode(signature.strip()));
        } catch (SignatureException | IllegalArgumentException _) {
            return false; // not Base64, or not as long as the key
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA256withRSA", e);
        }
    }
}
