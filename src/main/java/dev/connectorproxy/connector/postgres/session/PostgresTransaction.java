package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.sql.SqlFailureMapping;
import dev.connectorproxy.database.session.StatementCall;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.sql.SQLException;

/// The transaction of one call on a connection of the pool.
final class PostgresTransaction implements StatementCall<PostgresConnection> {
    private final ConnectionFactory connectionFactory;
    private final Transaction transaction;
    private final ConnectionTarget target;
    private final Call call;

    PostgresTransaction(
            ConnectionFactory connectionFactory,
            Transaction transaction,
            ConnectionTarget target,
            Call call) {
        this.connectionFactory = connectionFactory;
        this.transaction = transaction;
        this.target = target;
        this.call = call;
    }

    @Override
    public PostgresConnection connect() {
        return connectionFactory.connect(target, call);
    }

    @Override
    public void begin(PostgresConnection connection) throws SQLException {
        transaction.begin(connection);
    }

    @Override
    public CommandResult run(PostgresConnection connection) throws SQLException {
        return transaction.run(connection);
    }

    @Override
    public void cancel(PostgresConnection connection) throws SQLException {
        connection.connection().cancelQuery();
    }

    @Override
    public String server(PostgresConnection connection) {
        return "postgresql://" + connection.connection().getQueryExecutor().getHostSpec();
    }

    @Override
    public ConnectorException failure(SQLException e, boolean timedOut) {
        return timedOut
                        && (SqlFailureMapping.isCancelled(e)
                                || SqlFailureMapping.isConnectionBroken(e))
                ? StatementFailure.deadlineExceeded()
                : SqlFailureMapping.statementFailed(e);
    }
}
