package dev.connectorproxy.spi;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

/// The certificate that a client presents in a TLS handshake (RFC 8446, section 4.4.2), and whom it trusts there. `toString` does not
/// contain the key.
///
/// @param key of the certificate
/// @param chain the certificate, first, and its intermediate certificates
/// @param authorities the only ones that the target's certificate may come from; none for those that the egress trusts
public record ClientCertificate(
        PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    public ClientCertificate {
        Objects.requireNonNull(key, "key");
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key needs its certificate");
        }
    }

    @Override
    public String toString() {
        return "ClientCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
