package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/// The source of the TLS context with trusted certificates, called only when a connection needs it.
public interface TlsTrust {

    /// The JDK's default trust store.
    TlsTrust JDK =
            () -> {
                try {
                    return SSLContext.getDefault();
                } catch (NoSuchAlgorithmException e) {
                    throw new ConnectorException(
                            ErrorCode.CONNECTOR_NOT_CONFIGURED,
                            "the JVM's own trust cannot be read",
                            e);
                }
            };

    SSLContext sslContext();
}
