package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.sql.Driver;
import java.util.List;
import java.util.Optional;

/// Oracle's driver, which the operator supplies. It connects through a [SocksRelay], also where a listener redirects it.
final class OracleVendor implements Vendor {

    @Override
    public Optional<String> driverClass() {
        return Optional.of("oracle.jdbc.OracleDriver");
    }

    @Override
    public String driverHint() {
        return "put Oracle's jar, such as ojdbc17.jar, into connectors.sql.drivers-directory";
    }

    /// A driver that does not know SOCKS would connect by itself.
    @Override
    public void check(Driver driver) {
        try {
            Class.forName("oracle.jdbc.OracleConnection", false, driver.getClass().getClassLoader())
                    .getField("CONNECTION_PROPERTY_SOCKS_REMOTE_DNS");
        } catch (ReflectiveOperationException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "Oracle's driver is too old: it must know the property oracle.net.socksRemoteDNS, as version 23 does",
                    e);
        }
    }

    @Override
    public Opening opening(OpeningRequest request) throws IOException {
        var target = request.target();
        var relay = SocksRelay.start(request);
        var millis = request.timeout().toMillis();
        return Opening.of(url(target), target)
                .onceOpen(relay)
                .with("oracle.net.socksProxyHost", relay.host().getHostAddress())
                .with("oracle.net.socksProxyPort", relay.port())
                .with("oracle.net.socksRemoteDNS", true)
                .with("oracle.net.CONNECT_TIMEOUT", millis)
                .with("oracle.net.OUTBOUND_CONNECT_TIMEOUT", millis)
                .with("oracle.jdbc.ReadTimeout", millis)
                .with("oracle.net.disableOob", true) // a relay cannot pass urgent bytes on
                .with(
                        "oracle.net.ssl_server_dn_match",
                        target.property("ssl_server_dn_match", "true"))
                .with("oracle.jdbc.localhostName", "connector-proxy")
                .with("v$session.program", "connector-proxy")
                .with("v$session.machine", "connector-proxy")
                .with("v$session.osuser", "connector-proxy")
                .with("v$session.process", "0");
    }

    /// ISO 8601 in both directions.
    @Override
    public List<String> sessionSetup(DatabaseTarget target) {
        return List.of(
                "ALTER SESSION SET TIME_ZONE = '+00:00' NLS_NUMERIC_CHARACTERS = '.,' NLS_DATE_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SS' NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SSXFF' NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SSXFFTZH:TZM'");
    }

    /// A descriptor, in which the name of the server stands for TLS to verify; the relay knows its address.
    private static String url(DatabaseTarget target) {
        var database = target.database().substring(1);
        return "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=%s)(HOST=%s)(PORT=%d))(CONNECT_DATA=(%s=%s)))"
                .formatted(
                        target.property("protocol", "tcp"),
                        target.host(),
                        target.port(),
                        target.database().startsWith(":") ? "SID" : "SERVICE_NAME",
                        database);
    }
}
