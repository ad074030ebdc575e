package dev.connectorproxy.connector.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A statement that blocks until the gate is opened.
public final class Gate implements AutoCloseable {
    private static final AtomicInteger KEYS = new AtomicInteger(4_711);

    private final int key = KEYS.incrementAndGet();
    private final Connection holder;

    /// @param holder the connection that holds the lock; closed with the gate
    Gate(Connection holder) throws SQLException {
        this.holder = holder;
        try (var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + key + ")");
        }
    }

    /// The blocking statement, which returns one row with an empty value.
    public String statement() {
        return "select pg_advisory_xact_lock(" + key + ")";
    }

    public void open() throws SQLException {
        holder.close();
    }

    @Override
    public void close() throws SQLException {
        open();
    }
}
