package dev.connectorproxy.connector.postgres.sql;

import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.statement.SqlStates;
import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.Causes;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Maps failures of the driver and the server to connector failures, as psycopg reports them.
public final class SqlFailureMapping {
    private static final String PREFIX = StatementFailure.PREFIX;
    private static final String OPERATIONAL = StatementFailure.OPERATIONAL;
    private static final int UNAVAILABLE = 503;
    private static final Pattern PARAMETER_NUMBER = Pattern.compile("\\$([0-9]{1,5})");

    private SqlFailureMapping() {}

    /// Whether it makes sense to try the next server of the target: this one did not respond with an error, or is
    /// starting up (57P03).
    public static boolean mayNextServerSucceed(SQLException e) {
        return serverMessage(e).isEmpty() || state(e).equals("57P03");
    }

    public static ConnectorException connectionFailed(SQLException e, String host, int port) {
        var prefix =
                PREFIX + "connection to server at \"%s\", port %d failed: ".formatted(host, port);
        var server = serverMessage(e);
        if (server.isPresent()) {
            return new ConnectorException(
                    OPERATIONAL,
                    SqlStates.status(state(e)),
                    prefix + server.get().getSeverity() + ":  " + serverText(server.get()),
                    e);
        }
        if (driverMessage(e).contains("password")) {
            return new ConnectorException(OPERATIONAL, 401, prefix + "no password supplied", e);
        }
        if (Causes.has(e, SSLException.class) || isPolicyMismatch(e)) {
            var reason =
                    Causes.find(e, SSLException.class)
                            .map(Throwable::getMessage)
                            .orElse(driverMessage(e));
            return new ConnectorException(
                    OPERATIONAL, ErrorCode.SSL_ERROR.status(), prefix + reason, e);
        }
        var reason =
                Causes.find(e, SocketTimeoutException.class)
                        .map(_ -> "timeout expired")
                        .orElseGet(() -> driverMessage(e));
        return new ConnectorException(OPERATIONAL, UNAVAILABLE, prefix + reason, e);
    }

    public static ConnectorException statementFailed(SQLException failure) {
        var e = failure instanceof BatchUpdateException batch ? firstFailure(batch) : failure;
        var server = serverMessage(e);
        if (server.isPresent()) {
            return new ConnectorException(
                    SqlStates.name(state(e)),
                    SqlStates.status(state(e)),
                    PREFIX + serverText(server.get()),
                    e);
        }
        if (driverMessage(e).contains("maxResultBuffer")
                || Causes.has(e, ByteBudget.ExhaustedException.class)) {
            return StatementFailure.tooLarge(
                    "the result is larger than connectors.postgres_v2.max-bytes allows");
        }
        if (state(e).startsWith("08")) {
            return new ConnectorException(
                    OPERATIONAL,
                    UNAVAILABLE,
                    PREFIX + "the server closed the connection unexpectedly",
                    e);
        }
        return new ConnectorException(
                SqlStates.name(state(e)), SqlStates.status(state(e)), PREFIX + driverMessage(e), e);
    }

    /// Whether the server cancelled the statement, at the driver's request or because of its own timeout.
    public static boolean isCancelled(SQLException e) {
        return state(e).equals("57014");
    }

    /// The number of the parameter, from 1, whose type the server could not infer; 0 for none.
    public static int untypedParameter(SQLException e) {
        if (!state(e).equals("42P18")) {
            return 0;
        }
        return serverMessage(e)
                .map(message -> PARAMETER_NUMBER.matcher(String.valueOf(message.getMessage())))
                .filter(Matcher::find)
                .map(match -> Integer.parseInt(match.group(1)))
                .orElse(0);
    }

    public static boolean isConnectionBroken(SQLException e) {
        return state(e).startsWith("08");
    }

    /// The SQLSTATE, or `XX000`; of a batch, that of its first failure.
    static String state(SQLException e) {
        var state =
                e instanceof BatchUpdateException batch
                        ? firstFailure(batch).getSQLState()
                        : e.getSQLState();
        return state == null || state.isEmpty() ? "XX000" : state;
    }

    /// Whether one side requires TLS or an authentication method that the other refuses, so that a retry is useless.
    private static boolean isPolicyMismatch(SQLException e) {
        return state(e).equals("08004")
                || state(e).equals("28000")
                || state(e).equals("08P01")
                || driverMessage(e).contains("could not be verified");
    }

    private static SQLException firstFailure(BatchUpdateException batch) {
        return batch.getNextException() == null ? batch : batch.getNextException();
    }

    private static Optional<ServerErrorMessage> serverMessage(SQLException e) {
        return e instanceof PSQLException exception
                ? Optional.ofNullable(exception.getServerErrorMessage())
                : Optional.empty();
    }

    private static String driverMessage(SQLException e) {
        var cause = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
        var text = String.valueOf(e.getMessage());
        return StatementFailure.truncate(
                text.startsWith("The connection attempt failed") ? cause : text);
    }

    private static String serverText(ServerErrorMessage message) {
        var text = new StringBuilder(String.valueOf(message.getMessage()));
        if (message.getPosition() > 0) {
            text.append(" (at character ").append(message.getPosition()).append(')');
        }
        appendLine(text, "DETAIL", message.getDetail());
        appendLine(text, "HINT", message.getHint());
        appendLine(text, "CONTEXT", message.getWhere());
        return StatementFailure.truncate(text.toString());
    }

    private static void appendLine(StringBuilder text, String name, String value) {
        if (value != null && !value.isEmpty()) {
            text.append('\n').append(name).append(":  ").append(value);
        }
    }
}
