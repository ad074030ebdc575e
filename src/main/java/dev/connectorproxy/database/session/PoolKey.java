package dev.connectorproxy.database.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of a pool: an HMAC of all parameters of a connection including the password, so that other
/// credentials use another pool, and the key reveals nothing in memory or logs.
public record PoolKey(String digest) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKeySpec SECRET = secret();

    /// The key of the connections that these parameters describe.
    public static PoolKey of(Map<String, String> parameters) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(SECRET);
            new TreeMap<>(parameters)
                    .forEach((key, value) -> {
                        mac.update(key.getBytes(StandardCharsets.UTF_8));
                        mac.update((byte) 0);
                        mac.update(value.getBytes(StandardCharsets.UTF_8));
                        mac.update((byte) 0);
                    });
            return new PoolKey(HexFormat.of().formatHex(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static SecretKeySpec secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new SecretKeySpec(secret, ALGORITHM);
    }
}
