package dev.connectorproxy.provider.wise;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Signs webhooks as Wise does, with a key made for this run.
public final class WiseSigner {
    private static final KeyPair KEYS = keys();

    private WiseSigner() {}

    /// The public half, in PEM.
    public static String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /// The headers of a delivery of that body.
    public static Map<String, List<String>> headers(byte[] body, String deliveryId) {
        return Map.of(
                "X-Signature-Sha256",
                List.of(signature(body)),
                "X-Delivery-Id",
                List.of(deliveryId));
    }

    private static String signature(byte[] body) {
        try {
            var rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(KEYS.getPrivate());
            rsa.update(body);
            return Base64.getEncoder().encodeToString(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
