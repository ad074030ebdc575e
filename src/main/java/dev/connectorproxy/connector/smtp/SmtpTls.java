package dev.connectorproxy.connector.smtp;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Creates TLS sockets that trust the JDK's certificate authorities and those of the settings, and verify the host
/// name.
final class SmtpTls {
    private final SSLSocketFactory factory;

    private SmtpTls(SSLSocketFactory factory) {
        this.factory = factory;
    }

    static SmtpTls create(List<Certificate> authorities) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(authorities), null);
            return new SmtpTls(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /// The factory for STARTTLS, where Angus Mail itself verifies the host name.
    SSLSocketFactory factory() {
        return factory;
    }

    /// Starts TLS on a connection and completes the handshake.
    SSLSocket wrap(Socket connection, String host) throws IOException {
        var socket = (SSLSocket) factory.createSocket(connection, host, connection.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static TrustManager[] managers(List<Certificate> authorities)
            throws GeneralSecurityException, IOException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        if (authorities.isEmpty()) {
            return factory.getTrustManagers();
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
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
}
