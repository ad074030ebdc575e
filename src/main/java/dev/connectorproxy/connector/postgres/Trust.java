package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/// Where TLS gets its trust, asked only when a connection needs it.
interface Trust {

    /// What the JDK trusts.
    Trust JDK =
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

    SSLContext context();
}
