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

/// Verifies Wise's webhook signatures: RSA, PKCS#1 v1.5, SHA-256. Thread-safe.
record WiseSignatures(PublicKey key) {
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    /// A verifier with that public key, a `SubjectPublicKeyInfo` in PEM; empty if it is malformed.
    static Optional<WiseSignatures> of(String pem) {
        // environment variables often contain line ends as the two characters \

        var parts = PEM.matcher(pem.replace("\\n", "\n"));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var der = Base64.getMimeDecoder().decode(parts.group(1));
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            return Optional.of(new WiseSignatures(key));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether the Base64 signature is valid for these bytes.
    boolean isValid(byte[] payload, String signature) {
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
