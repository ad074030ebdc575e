package dev.connectorproxy.connector.sql.session;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/// Trusts the certificates of `connectors.sql.ca-file` too, and verifies the name of the server, which SQL Server's driver
/// leaves to trust managers. The driver creates it by its class name.
public final class SqlServerTrustManager implements X509TrustManager {
    private final PinnedAddress address;
    private final X509TrustManager trust;

    /// @param id of the [PinnedAddress]
    public SqlServerTrustManager(String id) {
        this.address = PinnedAddress.find(id);
        this.trust = address.trust().orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm)
            throws CertificateException {
        trust.checkServerTrusted(chain, algorithm);
        try {
            new DefaultHostnameVerifier().verify(address.host(), chain[0]);
        } catch (SSLException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm)
            throws CertificateException {
        throw new CertificateException("there are no clients here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
