package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A connection pool that can be replaced by a new one: an embedded database that could not write, because its disk is
/// full, refuses everything until all its connections are closed. Thread-safe.
final class ReopenablePool implements DataSource, AutoCloseable {
    private final HikariConfig config;
    private volatile HikariDataSource pool;

    /// Opens a connection.
    ///
    /// @throws RuntimeException the database cannot be opened
    ReopenablePool(HikariConfig config) {
        this.config = config;
        this.pool = new HikariDataSource(config);
    }

    /// Closes all connections and opens the database again. Called by one thread at a time.
    ///
    /// @throws RuntimeException the database cannot be opened; the pool is closed then
    void reopen() {
        pool.close();
        pool = new HikariDataSource(config);
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
