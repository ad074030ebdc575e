package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Pem;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The client certificate of a connection. When its texts change, it is another one as soon as the key belongs to the certificate
/// again: two files are not replaced at the same moment. Thread-safe.
final class CertificateCredentials implements CredentialSource {
    private volatile Optional<Known> last = Optional.empty();

    /// @param fields that the certificate was made of
    private record Known(List<Optional<String>> fields, ClientCertificate certificate) {}

    @Override
    public RequestCredential current(ConnectionFields fields, Call call) {
        certificate(fields);
        return RequestCredential.OF_TLS;
    }

    @Override
    public Optional<RequestCredential> afterRefusal(
            RequestCredential refused, ConnectionFields fields, Call call) {
        return Optional.empty();
    }

    /// @throws ConnectorException `ConnectorNotConfigured`: there is none that can be used, and was none before
    @Override
    public Optional<ClientCertificate> certificate(ConnectionFields fields) {
        var texts =
                List.of(
                        fields.find(MutualTlsType.CERTIFICATE),
                        fields.find(MutualTlsType.KEY),
                        fields.find(MutualTlsType.AUTHORITIES));
        var before = last;
        if (before.filter(known -> known.fields().equals(texts)).isEmpty()) {
            try {
                last = Optional.of(new Known(texts, read(fields)));
            } catch (ConnectorException e) {
                if (before.isEmpty()) {
                    throw e;
                }
                return before.map(Known::certificate);
            }
        }
        return last.map(Known::certificate);
    }

    private static ClientCertificate read(ConnectionFields fields) {
        var chain = certificates(fields, MutualTlsType.CERTIFICATE);
        var authorities =
                fields.find(MutualTlsType.AUTHORITIES).isEmpty()
                        ? List.<X509Certificate>of()
                        : certificates(fields, MutualTlsType.AUTHORITIES);
        try {
            var key = Pem.key(fields.require(MutualTlsType.KEY));
            if (Pem.matches(key, chain.getFirst())) {
                return new ClientCertificate(key, chain, authorities);
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw fields.unusable("has a client-key that is no unencrypted key in PKCS#8 (PEM)");
        }
        throw fields.unusable("has a client-key that is not the one of its client-certificate");
    }

    private static List<X509Certificate> certificates(ConnectionFields fields, String field) {
        try {
            return Pem.certificates(fields.require(field));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw fields.unusable("has a %s without certificates in PEM".formatted(field));
        }
    }
}
