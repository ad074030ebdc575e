package dev.connectorproxy.toolkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Parses the PEM texts (RFC 7468) that TLS needs: certificates, and a private key in PKCS#8.
public final class Pem {
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    /// The labels of private keys in other formats than PKCS#8 (RFC 5208).
    private static final List<String> OTHER_KEYS =
            List.of("ENCRYPTED " + KEY, "RSA " + KEY, "EC " + KEY, "DSA " + KEY, "OPENSSH " + KEY);

    private Pem() {}

    /// All certificates of the text, at least one; text between them is ignored.
    ///
    /// @throws GeneralSecurityException a certificate cannot be parsed
    /// @throws IllegalArgumentException there is none, or a block is not PEM
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks(text, CERTIFICATE)) {
            certificates.add(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate");
        }
        return certificates;
    }

    /// The private key of the text: RSA, EC or EdDSA.
    ///
    /// @throws IllegalArgumentException there is not exactly one, or it is encrypted or not PKCS#8; the message says
    ///     which
    public static PrivateKey key(String text) throws GeneralSecurityException {
        var blocks = blocks(text, KEY);
        for (var other : OTHER_KEYS) {
            if (text.contains("-----BEGIN " + other + "-----")) {
                throw new IllegalArgumentException("there is BEGIN " + other);
            }
        }
        if (blocks.size() != 1) {
            throw new IllegalArgumentException("there are %d keys".formatted(blocks.size()));
        }
        var spec = new PKCS8EncodedKeySpec(blocks.getFirst());
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // try the next algorithm
            }
        }
        throw new IllegalArgumentException("not a key of a known kind");
    }

    /// Whether the certificate belongs to this key.
    public static boolean matches(PrivateKey key, X509Certificate certificate) {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static List<byte[]> blocks(String text, String label) {
        var begin = "-----BEGIN " + label + "-----";
        var end = "-----END " + label + "-----";
        var blocks = new ArrayList<byte[]>();
        for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
            int from = at + begin.length();
            at = text.indexOf(end, from);
            if (at < 0) {
                throw new IllegalArgumentException("no end of a block");
            }
            var body = text.substring(from, at).getBytes(StandardCharsets.US_ASCII);
            blocks.add(Base64.getMimeDecoder().decode(body));
        }
        return blocks;
    }
}
