package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;

/// The connections to the database of deferred calls.
final class PoolConfig {
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
            config.setDriverClassName("org.postgresql.Driver");
            config.setJdbcUrl(settings.database());
            if (!settings.user().isEmpty()) {
                config.setUsername(settings.user());
                config.setPassword(settings.password());
            }
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("loginTimeout", "10");
            config.addDataSourceProperty("socketTimeout", "60");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "connector-proxy");
            config.setConnectionInitSql(SESSION_TIMEOUTS);
            return config;
        }
        config.setDriverClassName("org.h2.Driver");
        // a write delay would lose the last commits on kill -9; async, since an interrupt closes
        // the file channel of the other H2 file systems; no trace file, which others could read:
        // every failure is thrown
        config.setJdbcUrl(
                "jdbc:h2:async:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0"
                        .formatted(settings.directory().resolve(FILE_NAME)));
        config.setUsername("sa");
        config.setPassword("");
        return config;
    }
}
