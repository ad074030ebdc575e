package dev.connectorproxy.toolkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Trust in certificate authorities beside those of the JDK or instead of them, and own certificates, for an
/// [javax.net.ssl.SSLContext].
public final class TrustStores {
    private TrustStores() {}

    /// Trust managers for the JDK's certificate authorities and these.
    ///
    /// @throws GeneralSecurityException this JDK cannot trust them
    public static TrustManager[] managers(List<X509Certificate> authorities)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        if (authorities.isEmpty()) {
            return factory.getTrustManagers();
        }
        var store = empty();
        int number = 0;
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                for (var authority : known.getAcceptedIssuers()) {
                    store.setCertificateEntry("jdk-" + number++, authority);
                }
            }
        }
        return managers(factory, store, authorities);
    }

    /// Trust managers for these certificate authorities alone.
    ///
    /// @throws GeneralSecurityException this JDK cannot trust them
    public static TrustManager[] managersOnly(List<X509Certificate> authorities)
            throws GeneralSecurityException {
        return managers(
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()),
                empty(),
                authorities);
    }

    private static TrustManager[] managers(
            TrustManagerFactory factory, KeyStore store, List<X509Certificate> authorities)
            throws GeneralSecurityException {
        int number = 0;
        for (var authority : authorities) {
            store.setCertificateEntry("own-" + number++, authority);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    /// Key managers for one certificate.
    ///
    /// @param chain the certificate of the key, first, and its intermediate certificates
    /// @throws GeneralSecurityException this JDK cannot use them
    public static KeyManager[] keyManagers(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        var store = empty();
        store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    /// An empty key store in memory.
    private static KeyStore empty() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
