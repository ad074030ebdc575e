package dev.connectorproxy.egress.connect;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.toolkit.Pem;
import dev.connectorproxy.toolkit.TrustStores;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/// Settings `egress.ca-file`, `egress.client-certificate-file` and `egress.client-key-file`: the certificate
/// authorities that are trusted in addition to the JDK's, and the client certificate for upstreams that request one.
/// Default: neither.
///
/// @param authorities certificates of additional authorities
/// @param chain the client certificate, first, and its intermediate certificates; empty without a key
/// @param key the private key of the client certificate
public record ClientTls(
        List<X509Certificate> authorities, List<X509Certificate> chain, Optional<PrivateKey> key) {

    private static final String REQUIRE_CLOSE_NOTIFY = "com.sun.net.ssl.requireCloseNotify";

    static {
        // otherwise the JDK accepts a truncated connection as the end of a body without a length
        if (System.getProperty(REQUIRE_CLOSE_NOTIFY) == null) {
            System.setProperty(REQUIRE_CLOSE_NOTIFY, "true");
        }
    }

    public ClientTls {
        authorities = List.copyOf(authorities);
        chain = List.copyOf(chain);
        if (chain.isEmpty() == key.isPresent()) {
            throw new IllegalArgumentException(
                    "a certificate needs its key, and a key its certificate");
        }
    }

    public static ClientTls create(Section egress) {
        var authorities = certificates(egress, "ca-file");
        var chain = certificates(egress, "client-certificate-file");
        var key = egress.text("client-key-file").map(file -> key(egress, file));
        if (chain.isEmpty() != key.isEmpty()) {
            throw egress.invalid(
                    key.isEmpty() ? "client-key-file" : "client-certificate-file",
                    "must be set, since its counterpart is");
        }
        if (key.isPresent() && !Pem.matches(key.get(), chain.getFirst())) {
            throw egress.invalid("client-key-file", "must hold the key of client-certificate-file");
        }
        return new ClientTls(authorities, chain, key);
    }

    /// TLS that sends (SNI) and verifies the target's host name, whatever address the socket is connected to. The
    /// JDK's authorities are read on a thread of their own, since they take a tenth of the proxy's start; the first
    /// connection waits for them.
    TlsSocketStrategy toStrategy() {
        var strategy = new FutureTask<TlsSocketStrategy>(this::loadStrategy);
        Thread.ofVirtual().name("trust-store").start(strategy);
        return (socket, host, port, attachment, context) ->
                loaded(strategy).upgrade(socket, host, port, attachment, context);
    }

    private TlsSocketStrategy loadStrategy() throws GeneralSecurityException {
        var trusted = TrustStores.managers(authorities);
        var strategies =
                new CertificateStrategies(
                        strategy(keyManagers(), trusted),
                        certificate -> strategy(certificate, trusted));
        return (socket, host, port, attachment, http) ->
                strategies.of(http).upgrade(socket, host, port, attachment, http);
    }

    private static TlsSocketStrategy strategy(ClientCertificate certificate, TrustManager[] trusted)
            throws GeneralSecurityException {
        return strategy(
                TrustStores.keyManagers(certificate.key(), certificate.chain()),
                certificate.authorities().isEmpty()
                        ? trusted
                        : TrustStores.managersOnly(certificate.authorities()));
    }

    private static TlsSocketStrategy strategy(KeyManager[] keys, TrustManager[] trusted)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys, trusted, null);
        var builtIn =
                new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
        return (socket, host, port, attachment, http) ->
                (host.indexOf('_') < 0 ? builtIn : new UnderscoredHostTls(context, host))
                        .upgrade(socket, host, port, attachment, http);
    }

    private static TlsSocketStrategy loaded(FutureTask<TlsSocketStrategy> strategy)
            throws IOException {
        try {
            return strategy.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the trust store was read");
        } catch (ExecutionException e) {
            throw new SSLException("this JDK offers no TLS as it is set up", e.getCause());
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException {
        return key.isEmpty() ? new KeyManager[0] : TrustStores.keyManagers(key.get(), chain);
    }

    private static List<X509Certificate> certificates(Section egress, String setting) {
        var file = egress.text(setting);
        try {
            return file.isEmpty()
                    ? List.of()
                    : Pem.certificates(Files.readString(Path.of(file.get())));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
            throw egress.invalid(setting, "must be a readable file of certificates in PEM");
        }
    }

    private static PrivateKey key(Section egress, String file) {
        try {
            return Pem.key(Files.readString(Path.of(file)));
        } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
            throw egress.invalid(
                    "client-key-file",
                    "must be a readable file with one unencrypted PKCS#8 key in PEM");
        }
    }
}
