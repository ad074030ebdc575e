package dev.connectorproxy.connector.sql.session;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/// Microsoft's driver, for SQL Server and Azure SQL.
final class SqlServerVendor implements Vendor {

    @Override
    public Optional<String> driverClass() {
        return Optional.of("com.microsoft.sqlserver.jdbc.SQLServerDriver");
    }

    /// The driver gets the address instead of the name, which it would resolve, and the name for TLS only.
    @Override
    public Opening opening(OpeningRequest request) {
        var target = request.target();
        var address = request.address();
        var opening =
                Opening.of("jdbc:sqlserver://", target)
                        .with("serverName", address.literal())
                        .with("portNumber", address.port())
                        .with("hostNameInCertificate", address.host())
                        .with("socketFactoryClass", SqlServerSocketFactory.class.getName())
                        .with("socketFactoryConstructorArg", address.id())
                        .with(
                                "loginTimeout",
                                Math.max(1, request.timeout().plusMillis(999).toSeconds()))
                        .with("socketTimeout", request.timeout().toMillis())
                        .with("TransparentNetworkIPResolution", false)
                        .with("connectRetryCount", 0) // no connections behind our back
                        .with("multiSubnetFailover", false)
                        .with("integratedSecurity", false)
                        .with("sendTimeAsDatetime", false)
                        .with("quotedIdentifier", "ON")
                        .with("applicationName", "connector-proxy")
                        .with("workstationID", "connector-proxy");
        target.properties().forEach(opening::with);
        if (address.trust().isPresent()) {
            opening.with("trustManagerClass", SqlServerTrustManager.class.getName())
                    .with("trustManagerConstructorArg", address.id());
        }
        return opening;
    }

    /// The driver infers no type from [java.sql.Types#NULL].
    @Override
    public void bindNull(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, null);
    }
}
