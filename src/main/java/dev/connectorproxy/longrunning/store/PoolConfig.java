package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/// The connections to the database of deferred calls.
final class PoolConfig {
    /// Properties of PostgreSQL's driver, times in seconds.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "connectTimeout", "5",
                    "loginTimeout", "10",
                    "socketTimeout", "60",
                    "tcpKeepAlive", "true",
                    "ApplicationName", "connector-proxy");

    /// Of the file of the embedded database, without its ending.
    static final String FILE_NAME = "invocations";

    static final int MAX_CONNECTIONS = 10;

    /// A replica that is paused in the middle of a transaction must not block the others: PostgreSQL ends the
    /// transaction and releases its row locks.
    private static final String SESSION_TIMEOUTS =
            "set idle_in_transaction_session_timeout = '2s'; set lock_timeout = '4s'";

    private PoolConfig() {}

    static HikariConfig of(StoreSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("long-running");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setIsolateInternalQueries(true);
        // a burst of calls may wait for a connection; SpiffArena waits 45 s for the response
        config.setConnectionTimeout(10_000);
        config.setAutoCommit(false);
        if (settings.isPostgres()) {
            config.setJdbcUrl(settings.database());
            config.setDataSource(postgres(settings.database()));
            if (!settings.user().isEmpty()) {
                config.setUsername(settings.user());
                config.setPassword(settings.password());
            }
            config.setConnectionInitSql(SESSION_TIMEOUTS);
            return config;
        }
        // a write delay would lose the last commits on kill -9; async, since an interrupt closes
        // the file channel of the other H2 file systems; no trace file, which others could read:
        // every failure is thrown
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:async:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0"
                        .formatted(settings.directory().resolve(FILE_NAME)));
        config.setJdbcUrl(database.getURL());
        config.setDataSource(database);
        config.setUsername("sa");
        config.setPassword("");
        return config;
    }

    /// A data source of the driver itself: with the URL alone, the pool would have `java.sql.DriverManager` load every driver
    /// of the class path. What the URL says has precedence.
    static PGSimpleDataSource postgres(String url) {
        var database = new PGSimpleDataSource();
        database.setURL(url);
        var said = Driver.parseURL(url, new Properties());
        DEFAULTS.forEach((name, value) -> {
            if (said == null || !said.containsKey(name)) {
                set(database, name, value);
            }
        });
        return database;
    }

    private static void set(PGSimpleDataSource database, String name, String value) {
        try {
            database.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver knows " + name, e);
        }
    }
}
