package dev.connectorproxy.longrunning.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;

/// A connection pool that can be replaced by a new one: an embedded database that could not write, because its disk is
/// full, refuses everything until all its connections are closed. Closed until it is opened. Thread-safe.
final class ReopenablePool implements DataSource, AutoCloseable {
    private final HikariConfig config;
    private volatile Optional<HikariDataSource> pool = Optional.empty();

    ReopenablePool(HikariConfig config) {
        this.config = config;
    }

    /// Closes all connections and opens the database again. Called by one thread at a time.
    ///
    /// @throws RuntimeException the database cannot be opened; the pool is closed then
    void reopen() {
        close();
        pool = Optional.of(new HikariDataSource(config));
    }

    boolean isClosed() {
        return pool.isEmpty();
    }

    PoolUsage usage() {
        return pool.map(HikariDataSource::getHikariPoolMXBean)
                .map(bean ->
                        new PoolUsage(
                                bean.getActiveConnections(),
                                bean.getIdleConnections(),
                                bean.getThreadsAwaitingConnection()))
                .orElse(new PoolUsage(0, 0, 0));
    }

    @Override
    public void close() {
        pool.ifPresent(HikariDataSource::close);
        pool = Optional.empty();
    }

    private HikariDataSource pool() throws SQLException {
        return pool.orElseThrow(() -> new SQLNonTransientConnectionException("closed", "08003"));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return pool().getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool().setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool().getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool().setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool().isWrapperFor(type);
    }
}
