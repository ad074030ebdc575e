package dev.connectorproxy.egress.connect;

import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.toolkit.LruMap;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/// TLS for each client certificate in use, and without one. Each has an SSL context of its own: a session that is resumed has the
/// certificate of the handshake before it, so that requests with another one, or none, must not resume it. Thread-safe.
final class CertificateStrategies {
    private static final String ATTRIBUTE = "connector-proxy.client-certificate";
    private static final int MAX_KEPT = 64;

    private final TlsSocketStrategy without;
    private final Factory factory;
    private final Lock lock = new ReentrantLock();
    private final Map<ClientCertificate, TlsSocketStrategy> strategies =
            new LruMap<>(MAX_KEPT, _ -> {}); // guarded by lock

    /// Makes the strategy of a certificate.
    @FunctionalInterface
    interface Factory {
        TlsSocketStrategy strategy(ClientCertificate certificate) throws GeneralSecurityException;
    }

    /// @param without the strategy without such a certificate
    CertificateStrategies(TlsSocketStrategy without, Factory factory) {
        this.without = without;
        this.factory = factory;
    }

    /// The context of a connection with that certificate.
    static HttpContext context(Optional<ClientCertificate> certificate) {
        var context = HttpCoreContext.create();
        certificate.ifPresent(chosen -> context.setAttribute(ATTRIBUTE, chosen));
        return context;
    }

    TlsSocketStrategy of(HttpContext context) throws SSLException {
        return context.getAttribute(ATTRIBUTE) instanceof ClientCertificate certificate
                ? of(certificate)
                : without;
    }

    private TlsSocketStrategy of(ClientCertificate certificate) throws SSLException {
        lock.lock();
        try {
            var known = strategies.get(certificate);
            if (known != null) {
                return known;
            }
            var made = factory.strategy(certificate);
            strategies.put(certificate, made);
            return made;
        } catch (GeneralSecurityException e) {
            throw new SSLException("this JDK cannot use the client certificate", e);
        } finally {
            lock.unlock();
        }
    }
}
