package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.database.session.RowsJsonWriter;
import dev.connectorproxy.database.session.StatementCall;
import dev.connectorproxy.database.statement.SqlStatement;
import dev.connectorproxy.database.statement.SqlStatement.Tolerated;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.sql.SQLException;
import java.time.Duration;

/// The transaction of one call on a session of the pool.
///
/// @param any whether the statement is the caller's own SQL
record JdbcTransaction(
        SessionFactory sessions,
        SqlStatement statement,
        boolean any,
        DatabaseTarget target,
        Call call,
        SqlSettings settings)
        implements StatementCall<JdbcSession> {
    private static final Duration NETWORK_GRACE = Duration.ofMillis(100);
    private static final int CHECK_SECONDS = 2;

    @Override
    public JdbcSession connect() {
        return sessions.connect(target, call);
    }

    /// An idle session is checked by the statements of its setup, or else by the driver.
    @Override
    public void begin(JdbcSession session) throws SQLException {
        var left = call.left();
        if (!left.isPositive()) {
            throw StatementFailure.deadlineExceeded();
        }
        session.budget().refill();
        session.setNetworkTimeout(left.plus(NETWORK_GRACE).toMillis());
        if (any) {
            session.expectChanges();
        }
        var connection = session.connection();
        var setup = session.vendor().sessionSetup(target);
        try (var prepare = connection.createStatement()) {
            for (var sql : setup) {
                prepare.execute(sql);
            }
        }
        if (setup.isEmpty() && session.isReused() && !connection.isValid(CHECK_SECONDS)) {
            throw new SQLException("the idle connection is broken", "08006");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public CommandResult run(JdbcSession session) throws SQLException {
        try {
            var result = new JdbcExecution(session, statement, this::rows).run();
            session.connection().commit();
            return result;
        } catch (SQLException e) {
            if (statement.tolerated() == Tolerated.NONE
                    || !JdbcFailure.isTolerated(e, target.kind(), statement.tolerated())) {
                throw e;
            }
            session.connection().rollback();
            return JdbcExecution.result("ok");
        }
    }

    private RowsJsonWriter rows() {
        return new RowsJsonWriter(settings.limits(), JdbcColumn.DEPTH, call.memory());
    }

    @Override
    public void cancel(JdbcSession session) throws SQLException {
        session.cancel();
    }

    @Override
    public String server(JdbcSession session) {
        return target.server();
    }

    @Override
    public ConnectorException failure(SQLException e, boolean timedOut) {
        return timedOut
                        && (JdbcFailure.isCancelled(e, target.kind())
                                || JdbcFailure.isConnectionBroken(e))
                ? StatementFailure.deadlineExceeded()
                : JdbcFailure.statementFailed(e, target.kind());
    }
}
