package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseKind;
import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.statement.SqlStatement.Tolerated;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.Causes;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLException;

/// Maps failures of drivers and servers to connector failures.
final class JdbcFailure {
    private static final int UNAVAILABLE = 503;
    private static final int UNAUTHORIZED = 401;

    private JdbcFailure() {}

    static ConnectorException connectionFailed(SQLException e, DatabaseTarget target) {
        var prefix =
                StatementFailure.PREFIX
                        + "connection to server at \"%s\", port %d failed: "
                                .formatted(target.host(), target.port());
        var tls = Causes.find(e, SSLException.class);
        if (tls.isPresent() || text(e).startsWith("SSL ")) { // MariaDB's driver keeps no cause
            var reason = tls.map(Throwable::getMessage).orElseGet(() -> text(e));
            var firstLine = String.valueOf(reason).lines().findFirst().orElse("");
            return operational(ErrorCode.SSL_ERROR.status(), prefix + firstLine, e);
        }
        int status = SqlErrors.status(target.kind(), e);
        if (status != UNAUTHORIZED && (isConnectionBroken(e) || isTransient(e))) {
            var reason = Causes.has(e, SocketTimeoutException.class) ? "timeout expired" : text(e);
            return operational(UNAVAILABLE, prefix + reason, e);
        }
        return operational(status, prefix + text(e), e);
    }

    static ConnectorException statementFailed(SQLException failure, DatabaseKind kind) {
        var e = root(failure);
        if (Causes.has(failure, ByteBudget.ExhaustedException.class)) {
            return StatementFailure.tooLarge(
                    "the result is larger than connectors.sql.max-bytes allows");
        }
        if (isConnectionBroken(failure)) {
            return operational(
                    UNAVAILABLE,
                    StatementFailure.PREFIX + "the server closed the connection unexpectedly",
                    failure);
        }
        return new ConnectorException(
                SqlErrors.name(kind, e),
                SqlErrors.status(kind, e),
                StatementFailure.PREFIX + text(e),
                failure);
    }

    /// Whether the failure says that a statement was cancelled or timed out.
    static boolean isCancelled(SQLException failure, DatabaseKind kind) {
        var e = root(failure);
        return e instanceof SQLTimeoutException || SqlErrors.name(kind, e).equals("QueryCanceled");
    }

    static boolean isConnectionBroken(SQLException e) {
        return SqlErrors.state(root(e)).startsWith("08")
                || e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException && e.getErrorCode() == 0
                || Causes.has(e, SocketException.class)
                || Causes.has(e, SocketTimeoutException.class);
    }

    /// Whether the failure only says that there is nothing to do.
    static boolean isTolerated(SQLException failure, DatabaseKind kind, Tolerated tolerated) {
        var name = SqlErrors.name(kind, root(failure));
        return switch (tolerated) {
            case NONE -> false;
            case TABLE_EXISTS -> name.equals("DuplicateTable");
            case TABLE_MISSING -> name.equals("UndefinedTable");
        };
    }

    private static boolean isTransient(SQLException e) {
        return e instanceof SQLTransientConnectionException || e instanceof SQLTimeoutException;
    }

    private static ConnectorException operational(int status, String message, SQLException e) {
        return new ConnectorException(StatementFailure.OPERATIONAL, status, message, e);
    }

    /// Of a batch, its first failure.
    private static SQLException root(SQLException e) {
        if (!(e instanceof BatchUpdateException batch)) {
            return e;
        }
        if (batch.getNextException() != null) {
            return batch.getNextException();
        }
        return batch.getCause() instanceof SQLException cause ? cause : batch;
    }

    /// The message without the number of the connection, and without what H2 and Oracle append.
    private static String text(SQLException e) {
        var text = String.valueOf(e.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
        int end = text.indexOf("\nhttps://");
        return StatementFailure.truncate((end < 0 ? text : text.substring(0, end)).strip());
    }
}
