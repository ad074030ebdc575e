package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.TrustStores;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The certificate authorities that the modes `verify-…` trust. Called by many threads at once.
@FunctionalInterface
public interface TlsTrust {

    /// The TLS context for a connection.
    ///
    /// @param name the value of `sslrootcert`: the JDK's authorities for `system`, those of one file for its name in the
    ///     settings; without it, the JDK's and those of `ca-file`
    /// @throws ConnectorException `InvalidParameters` for a name that the settings do not have
    SSLContext context(Optional<String> name);

    /// The trust that the settings describe. A context is made when it is first needed.
    static TlsTrust of(PostgresSettings settings) {
        Map<String, SSLContext> contexts = new ConcurrentHashMap<>();
        return name -> contexts.computeIfAbsent(name.orElse(""), _ -> create(settings, name));
    }

    private static SSLContext create(PostgresSettings settings, Optional<String> name) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(settings, name), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "the trusted certificates cannot be used",
                    e);
        }
    }

    private static TrustManager[] managers(PostgresSettings settings, Optional<String> name)
            throws GeneralSecurityException {
        if (name.isEmpty()) {
            return TrustStores.managers(settings.authorities());
        }
        if (name.get().equals("system")) {
            return TrustStores.managers(List.of());
        }
        var named = settings.namedAuthorities().get(name.get());
        if (named == null) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "sslrootcert of database_connection_str must be system or a name in connectors.postgres_v2.ca-files; paths are not read");
        }
        return TrustStores.managersOnly(named);
    }
}
