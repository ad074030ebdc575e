package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseKind;
import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// How one driver is used. Thread-safe, without state.
interface Vendor {

    /// The class of the driver; empty if it is found by the URL.
    Optional<String> driverClass();

    /// What to add to the message if there is no driver.
    default String driverHint() {
        return "put its jar into connectors.sql.drivers-directory";
    }

    /// Refuses a driver that cannot be kept to an address.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `ConnectorNotConfigured`
    default void check(Driver driver) {}

    /// The URL and the properties for the driver, none of them unchecked, which make it connect to the address only.
    Opening opening(OpeningRequest request) throws IOException;

    /// Statements that begin each call, for formats and time zone.
    default List<String> sessionSetup(DatabaseTarget target) {
        return List.of();
    }

    /// Resets what a call may have changed in the session.
    ///
    /// @return false if the driver cannot
    default boolean reset(Connection connection) throws SQLException {
        return false;
    }

    default void bindNull(PreparedStatement statement, int index) throws SQLException {
        statement.setNull(index, Types.NULL);
    }

    /// What the driver is given to open a connection.
    ///
    /// @param helpers closed once the connection is open, or failed
    record Opening(String url, Properties properties, List<Closeable> helpers) {
        static Opening of(String url, DatabaseTarget target) {
            var properties = new Properties();
            if (!target.login().user().isEmpty()) {
                properties.setProperty("user", target.login().user());
            }
            if (!target.login().password().isEmpty()) {
                properties.setProperty("password", target.login().password());
            }
            return new Opening(url, properties, new ArrayList<>());
        }

        Opening onceOpen(Closeable helper) {
            helpers.add(helper);
            return this;
        }

        Opening with(String name, Object value) {
            properties.setProperty(name, String.valueOf(value));
            return this;
        }
    }

    static Vendor of(DatabaseKind kind) {
        return switch (kind) {
            case MARIADB, MYSQL -> new MariaDbVendor();
            case SQL_SERVER -> new SqlServerVendor();
            case ORACLE -> new OracleVendor();
            case OTHER -> new OtherVendor();
        };
    }
}
