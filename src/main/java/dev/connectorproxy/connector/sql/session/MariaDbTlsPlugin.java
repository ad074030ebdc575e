package dev.connectorproxy.connector.sql.session;

import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.export.SslMode;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/// Trusts the certificates of `connectors.sql.ca-file` too. MariaDB's driver finds it as a service.
public final class MariaDbTlsPlugin extends DefaultTlsSocketPlugin {
    static final String TYPE = "connector-proxy";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(
            Configuration configuration, ExceptionFactory exceptions, HostAddress host)
            throws SQLException {
        boolean verifies =
                configuration.sslMode() == SslMode.VERIFY_CA
                        || configuration.sslMode() == SslMode.VERIFY_FULL;
        var id = configuration.nonMappedOptions().getProperty(MariaDbSocketFactory.KEY);
        var trust = verifies ? PinnedAddress.find(id).trust() : Optional.<TrustManager>empty();
        return trust.isPresent()
                ? new TrustManager[] {trust.get()}
                : super.getTrustManager(configuration, exceptions, host);
    }
}
