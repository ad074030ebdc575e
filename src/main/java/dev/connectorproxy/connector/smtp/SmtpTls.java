package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.toolkit.TrustStores;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Creates TLS sockets that trust the JDK's certificate authorities and those of the settings, and verify the host
/// name.
final class SmtpTls {
    private final SSLSocketFactory factory;

    private SmtpTls(SSLSocketFactory factory) {
        this.factory = factory;
    }

    static SmtpTls create(List<X509Certificate> authorities) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, TrustStores.managers(authorities), null);
            return new SmtpTls(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
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
}
