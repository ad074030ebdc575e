package dev.connectorproxy.egress;

import dev.connectorproxy.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/// Settings `egress.ca-file`, `egress.client-certificate-file` and `egress.client-key-file`: whom the client trusts beside
/// the JDK's own authorities, and who it says it is when an upstream asks. By default neither.
///
/// @param authorities certificates trusted in addition
/// @param chain our certificate, first, and those that vouch for it; empty without a key
/// @param key our private key
public record ClientTls(
        List<X509Certificate> authorities, List<X509Certificate> chain, Optional<PrivateKey> key) {

    private static final String STRICT_END = "com.sun.net.ssl.requireCloseNotify";

    /// The JDK's trust, and no certificate of our own.
    public static final ClientTls DEFAULT = new ClientTls(List.of(), List.of(), Optional.empty());

    static {
        // else the JDK takes a connection that is cut off for the end of a body without a length
        if (System.getProperty(STRICT_END) == null) {
            System.setProperty(STRICT_END, "true");
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

    static ClientTls create(Section egress) {
        var authorities = certificates(egress, "ca-file");
        var chain = certificates(egress, "client-certificate-file");
        var key = egress.text("client-key-file").map(it -> key(egress, it));
        if (chain.isEmpty() != key.isEmpty()) {
            throw egress.invalid(
                    key.isEmpty() ? "client-key-file" : "client-certificate-file",
                    "must be set, since its counterpart is");
        }
        if (key.isPresent() && !Pem.fits(key.get(), chain.getFirst())) {
            throw egress.invalid("client-key-file", "must hold the key of client-certificate-file");
        }
        return new ClientTls(authorities, chain, key);
    }

    /// TLS that sends and verifies the name of the target, whatever address the socket goes to.
    TlsSocketStrategy strategy() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers(), trustManagers(), null);
        return new DefaultClientTlsStrategy(context, HostnameVerificationPolicy.BUILTIN, null);
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException {
        if (key.isEmpty()) {
            return new KeyManager[0];
        }
        var store = emptyStore();
        store.setKeyEntry("client", key.get(), new char[0], chain.toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        if (authorities.isEmpty()) {
            return factory.getTrustManagers();
        }
        var store = emptyStore();
        int number = 0;
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                for (var authority : known.getAcceptedIssuers()) {
                    store.setCertificateEntry("jdk-" + number++, authority);
                }
            }
        }
        for (var authority : authorities) {
            store.setCertificateEntry("own-" + number++, authority);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
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
